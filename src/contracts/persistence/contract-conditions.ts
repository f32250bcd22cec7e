import { Filter } from '../../platform/reads/keyset-page';
import { LocalDate } from '../../shared/domain/local-date';
import { ContractFilter, QuotaAtLeast } from '../domain/contract-list';
import { ContractStatus } from '../domain/contract-state';
import { ListedFacts } from './listed-facts';
import { dayOf } from './contracts';

/** The share of a quota that is used, in whole percent rounded down; null of one that is 0 or unlimited. As it is indexed. */
export function percentOf(used: string, allowed: string): string {
  return `(CASE WHEN ${allowed} > 0 THEN ${used} * 100 / ${allowed} END)`;
}

export function orLast(date: string): string {
  return `coalesce(${date}, 'infinity'::date)`;
}

/** The end of a contract that was not cancelled. */
export const ENDS_ON = 'CASE WHEN c.cancelled_at IS NULL THEN c.notice_ends_on END';

/** Whether there is one; as it is indexed. */
export const HAS_END = 'c.cancelled_at IS NULL AND c.notice_ends_on IS NOT NULL';

/** `grantsNothing` of the domain. */
export function isOver({ status }: ListedFacts): string {
  return `${status} IN ('ENDED', 'CANCELLED')`;
}

/** Whether a filter asks for what is derived of a contract. */
export function asksForDerived(filter: ContractFilter): boolean {
  const { status, statuses, planIds, contactsOverdue, quotaAtLeast } = filter;
  const { noticeDeadlineFrom, noticeDeadlineBefore, renewsFrom, renewsBefore } = filter;
  const asked = [status, statuses, planIds, contactsOverdue, quotaAtLeast, noticeDeadlineFrom];
  return [...asked, noticeDeadlineBefore, renewsFrom, renewsBefore].some((each) => each != null);
}

/** Whether the share of a quota counts in the running contract year `y`. */
export function isYearly({ quota }: QuotaAtLeast): boolean {
  return quota === 'INCIDENTS' || quota === 'INCLUDED_CONSULTING_BLOCKS';
}

/** An instant, as SQL and as itself. */
export interface InstantInSql {
  readonly now: string;
  readonly at: Date;
}

/** Adds the conditions on `contracts c` to a branch. */
export function addConditions(
  filter: Filter,
  wanted: ContractFilter,
  facts: ListedFacts,
  { now }: InstantInSql,
): void {
  const today = dayOf(now);
  filter.when(wanted.customerId, (id) => `c.customer_id = ${id}`);
  filter.when(
    wanted.partnerId,
    (id) => `c.customer_id IN (SELECT below.id FROM customers below WHERE below.partner_id = ${id})`,
  );
  filter.when(wanted.providerId, (id) => `c.provider_id = ${id}`);
  filter.when(
    wanted.region,
    (region) => `c.customer_id IN (SELECT there.id FROM customers there WHERE there.region = ${region})`,
  );
  filter.when(wanted.planIds, (ids) => `${facts.planId} = ANY(${ids}::bigint[])`);
  for (const statuses of [wanted.status == null ? null : [wanted.status], wanted.statuses])
    if (statuses != null) filter.add(hasStatus(facts, statuses));
  addRange(filter, orLast(facts.renewsOn), wanted.renewsFrom, wanted.renewsBefore);
  addRange(filter, orLast(ENDS_ON), wanted.endsFrom, wanted.endsBefore);
  const { noticeDeadlineFrom, noticeDeadlineBefore } = wanted;
  addRange(filter, orLast(facts.noticeDeadline), noticeDeadlineFrom, noticeDeadlineBefore);
  if (noticeDeadlineFrom != null || noticeDeadlineBefore != null) addNotPassed(filter, facts, now);
  if (wanted.contactsOverdue != null) {
    const overdue = `c.contacts_used = 0 AND ${facts.contactsDueOn} < ${today} AND NOT (${isOver(facts)})`;
    filter.add(wanted.contactsOverdue ? overdue : `NOT (${overdue})`);
  }
  if (wanted.suspended != null) filter.add(`c.suspended_since IS ${wanted.suspended ? 'NOT NULL' : 'NULL'}`);
  if (wanted.planChangeScheduled != null)
    filter.add(
      wanted.planChangeScheduled
        ? `c.next_plan_id IS NOT NULL AND c.next_plan_from > ${now}`
        : `c.next_plan_id IS NULL OR c.next_plan_from <= ${now}`,
    );
  filter.when(wanted.quotaAtLeast?.percent, (percent) => {
    const share = shareOf(wanted.quotaAtLeast!, facts);
    return `${share} >= ${percent}::int AND NOT (${isOver(facts)})`;
  });
}

// The codes are the program's own; as part of the text they let PostgreSQL see how many rows each has.
function hasStatus({ status }: ListedFacts, statuses: readonly ContractStatus[]): string {
  return `${status} IN (${statuses.map((each) => `'${each}'`).join(', ')})`;
}

/** Of a date that may be none, which is `infinity`: in no range. */
function addRange(
  filter: Filter,
  date: string,
  from: LocalDate | null | undefined,
  before: LocalDate | null | undefined,
): void {
  filter.when(from, (first) => `${date} >= ${first}::date AND ${date} < 'infinity'::date`);
  filter.when(before, (end) => `${date} < ${end}::date`);
}

/** Adds that the notice deadline has not passed, on the day of the contract's own time zone. */
export function addNotPassed(filter: Filter, { noticeDeadline }: ListedFacts, now: string): void {
  // A range for the index: the zones of contracts are those of the providers, which never change, so that a day that is over in all of
  // them is not read, however many contracts had their deadline then.
  const earliest = `SELECT min((${now} AT TIME ZONE (pr.definition->>'timeZone'))::date) FROM providers pr`;
  filter.add(`${orLast(noticeDeadline)} >= (${earliest})`);
  filter.add(`${noticeDeadline} >= ${dayOf(now)}`);
}

/** The share of a quota that is used, in percent, as it is indexed. */
export function shareOf({ quota }: QuotaAtLeast, facts: ListedFacts): string {
  switch (quota) {
    case 'INCIDENTS':
      return percentOf('y.incidents_used', facts.incidentsAllowed);
    case 'INCLUDED_CONSULTING_BLOCKS':
      return percentOf('y.included_blocks_used', facts.includedBlocksAllowed);
    case 'NAMED_CONTACTS':
      return percentOf('c.contacts_used', facts.contactsAllowed);
    case 'SATELLITES':
      return percentOf('c.satellites_used', facts.satellitesAllowed);
  }
}
