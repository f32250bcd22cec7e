import { scopeOf } from '../../shared/domain/caller';
import { Page, PageRequest } from '../../shared/domain/page';
import { Filter, keysetPage, OrderColumn } from '../../platform/reads/keyset-page';
import { RequestContext } from '../../catalog/request-context';
import { IncidentStatus } from '../domain/incident-life';
import { Incident, INCIDENT_COLUMNS } from './incidents';

export interface IncidentFilter {
  readonly contractId?: string | null;
  readonly status?: IncidentStatus | null;
  readonly responseOverdue?: boolean | null;
}

export const INCIDENT_ORDERS = ['RECORDED', 'RESPONSE_DUE'] as const;
export type IncidentOrder = (typeof INCIDENT_ORDERS)[number];

const RECORDED: OrderColumn = { sql: 'i.id', type: 'bigint' };
/** What was promised nothing stands last. */
const RESPONSE_DUE: OrderColumn = { sql: `coalesce(i.response_due_at, 'infinity')`, type: 'timestamptz' };

const ORDERS: Readonly<Record<IncidentOrder, readonly OrderColumn[]>> = {
  RECORDED: [RECORDED],
  RESPONSE_DUE: [RESPONSE_DUE, RECORDED],
};

/** Incidents of contracts that the caller sees, filtered by what they are now. */
export function incidentsPage(
  context: RequestContext,
  { contractId, status, responseOverdue }: IncidentFilter,
  orderBy: IncidentOrder,
  request: PageRequest,
): Promise<Page<Incident>> {
  const filter = Filter.none();
  const now = context.clock.now();
  filter.when(
    scopeOf(context.caller),
    (id) => `i.contract_id IN (SELECT c.id FROM contracts c WHERE c.customer_id = ${id})`,
  );
  filter.when(contractId, (id) => `i.contract_id = ${id}`);
  if (status != null) filter.add(statusCondition(status, () => filter.value(now)));
  if (responseOverdue != null) filter.add(overdueCondition(responseOverdue, filter.value(now)));
  const list = `incidents ${orderBy}`;
  const query = { list, select: INCIDENT_COLUMNS, from: 'incidents i', filter, order: ORDERS[orderBy] };
  return keysetPage<Incident>(context.database.sql, query, request);
}

/** `incidentStatusAt` of the domain, said in SQL; a test holds the two against each other. */
function statusCondition(status: IncidentStatus, now: () => string): string {
  switch (status) {
    case 'WAITING_FOR_CUSTOMER':
      return `i.status = 'WAITING_FOR_CUSTOMER' AND i.closes_at > ${now()}`;
    case 'CLOSED':
      return `i.status = 'CLOSED' OR (i.status = 'WAITING_FOR_CUSTOMER' AND i.closes_at <= ${now()})`;
    default:
      return `i.status = '${status}'`;
  }
}

/** Due in a second before the present one, with no response and not voided. One without a response cannot have been closed. */
function overdueCondition(isOverdue: boolean, now: string): string {
  const overdue = `i.first_responded_at IS NULL AND i.voided_at IS NULL AND i.response_due_at < date_trunc('second', ${now}::timestamptz)`;
  return isOverdue ? overdue : `NOT coalesce(${overdue}, false)`;
}
