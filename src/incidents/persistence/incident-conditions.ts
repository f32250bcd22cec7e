import { Filter } from '../../platform/reads/keyset-page';
import { amongKnown, inColumn, Searched } from '../../platform/reads/search';
import { foldText } from '../../shared/domain/text';
import { IncidentFilter } from '../domain/incident-filter';
import { IncidentStatus } from '../domain/incident-life';

/** When the first response is due; what was promised nothing stands last. As it is indexed. */
export const RESPONSE_DUE = `coalesce(i.response_due_at, 'infinity'::timestamptz)`;

/** By what incidents `i` are found. `products` are the codes of all that there ever were. */
export function searchedOfIncident(products: readonly string[]): readonly Searched[] {
  const fold = (text: string) => foldText(text).toUpperCase();
  return [inColumn({ column: 'i.reference', table: 'incidents i', fold }), amongKnown('i.product', products)];
}

/** Adds the conditions on `incidents i`, but those of the search. */
export function addIncidentConditions(filter: Filter, wanted: IncidentFilter, at: Date): void {
  const of = (condition: string) =>
    `i.contract_id IN (SELECT sold.id FROM contracts sold WHERE ${condition})`;
  filter.when(wanted.contractId, (id) => `i.contract_id = ${id}`);
  filter.when(wanted.customerId, (id) => of(`sold.customer_id = ${id}`));
  filter.when(wanted.contactId, (id) => `i.contact_id = ${id}`);
  filter.when(wanted.planIds, (ids) => `i.plan_id = ANY(${ids}::bigint[])`);
  for (const statuses of [wanted.status == null ? null : [wanted.status], wanted.statuses])
    if (statuses != null)
      filter.add(
        statuses.map((status) => `(${statusCondition(status, () => filter.value(at))})`).join(' OR '),
      );
  // Codes are the program's own; as part of the text they lead to the indexes of rare ones.
  if (wanted.impact != null) filter.add(`i.impact = '${wanted.impact}'`);
  if (wanted.channel != null) filter.add(`i.channel = '${wanted.channel}'`);
  if (wanted.supportLine != null) filter.add(`i.support_line = ${Math.trunc(wanted.supportLine)}`);
  filter.when(wanted.receivedFrom, (from) => `i.received_at >= ${from}`);
  filter.when(wanted.receivedBefore, (before) => `i.received_at < ${before}`);
  filter.when(wanted.responseDueBefore, (before) => `${RESPONSE_DUE} < ${before}::timestamptz`);
  if (wanted.responseOverdue != null) filter.add(overdueCondition(wanted.responseOverdue, filter.value(at)));
  if (wanted.responseMet != null)
    filter.add(`i.response_met IS NOT NULL AND ${wanted.responseMet ? '' : 'NOT '}i.response_met`);
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
  const overdue = `i.first_responded_at IS NULL AND i.voided_at IS NULL
    AND ${RESPONSE_DUE} < date_trunc('second', ${now}::timestamptz)`;
  return isOverdue ? overdue : `NOT (${overdue})`;
}
