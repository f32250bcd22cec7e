import { narrow } from '../../platform/scoped-filter';
import { Page, PageRequest } from '../../shared/domain/page';
import { Filter, keysetPage, ListQuery, OrderColumn } from '../../platform/reads/keyset-page';
import { RequestContext } from '../../catalog/request-context';
import { IncidentStatus } from '../domain/incident-life';
import { Incident, INCIDENT_COLUMNS } from './incidents';

export interface IncidentFilter {
  readonly contractId?: string | null;
  readonly status?: IncidentStatus | null;
  readonly responseOverdue?: boolean | null;
}

export const INCIDENT_ORDERS = [
  'RECORDED',
  'RECORDED_DESC',
  'RECEIVED_DESC',
  'RESPONSE_DUE',
  'PRIORITY',
] as const;
export type IncidentOrder = (typeof INCIDENT_ORDERS)[number];

const RECORDED: OrderColumn = { sql: 'i.id', type: 'id' };
/** What was promised nothing stands last. */
const RESPONSE_DUE: OrderColumn = { sql: `coalesce(i.response_due_at, 'infinity')`, type: 'timestamptz' };

const RECEIVED: OrderColumn = { sql: 'i.received_at', type: 'timestamptz' };
const PRIORITY: OrderColumn = { sql: '(CASE WHEN i.priority THEN 0 ELSE 1 END)::bigint', type: 'bigint' };

const ORDERS: Readonly<Record<IncidentOrder, Pick<ListQuery, 'order' | 'descending'>>> = {
  RECORDED: { order: [RECORDED] },
  RECORDED_DESC: { order: [RECORDED], descending: true },
  RECEIVED_DESC: { order: [RECEIVED, RECORDED], descending: true },
  RESPONSE_DUE: { order: [RESPONSE_DUE, RECORDED] },
  PRIORITY: { order: [PRIORITY, RESPONSE_DUE, RECORDED] },
};

/** Incidents of contracts that the caller sees, filtered by what they are now. */
export function incidentsPage(
  context: RequestContext,
  wanted: IncidentFilter,
  orderBy: IncidentOrder,
  request: PageRequest,
): Promise<Page<Incident>> {
  const filter = incidentFilter(context, wanted);
  const list = `incidents ${orderBy}`;
  const query = { list, select: INCIDENT_COLUMNS, from: 'incidents i', filter, ...ORDERS[orderBy] };
  return keysetPage<Incident>(context.database.sql, query, request);
}

/** The conditions on `incidents i`, narrowed to what the caller sees. */
export function incidentFilter(
  context: RequestContext,
  { contractId, status, responseOverdue }: IncidentFilter,
): Filter {
  const filter = Filter.none();
  const now = context.clock.now();
  narrow(
    filter,
    context,
    (sees) => `i.contract_id IN (SELECT c.id FROM contracts c WHERE ${sees.contract('c')})`,
  );
  filter.when(contractId, (id) => `i.contract_id = ${id}`);
  if (status != null) filter.add(statusCondition(status, () => filter.value(now)));
  if (responseOverdue != null) filter.add(overdueCondition(responseOverdue, filter.value(now)));
  return filter;
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
