import { EachValue } from '../../platform/reads/branches';
import { addDays, dateAt, daysBetween, LocalDate } from '../../shared/domain/local-date';
import { ContractFilter, ContractOrder, QuotaAtLeast } from '../domain/contract-list';
import { CONTRACT_STATUSES } from '../domain/contract-state';
import {
  addConditions,
  addNotPassed,
  ENDS_ON,
  isOver,
  isYearly,
  InstantInSql,
  orLast,
  shareOf,
} from './contract-conditions';
import { ListedFacts } from './listed-facts';

/** A filter of which some fields are read value by value. */
interface Split {
  readonly each: EachValue;
  /** What the others are. */
  readonly rest: ContractFilter;
}

/** So many days are read one by one: of more, a walk in the order of the ids finds a page sooner. */
const MOST_DAYS = 35;
/** Of plans and statuses; a code of a plan names some versions of each provider. */
const MOST_PAIRS = 200;

/**
 * The part of a filter that is read value by value in the order of the ids; null where there is none. Only for facts that are
 * kept: each value has to be found in an index.
 */
export function splitOf(
  filter: ContractFilter,
  orderBy: ContractOrder,
  facts: ListedFacts,
  instant: InstantInSql,
): Split | null {
  const isById = orderBy === 'CREATED' || orderBy === 'CREATED_DESC';
  // What renews has no end: in that order it stands by its id, too.
  if (!isById && orderBy !== 'ENDS_ON') return null;
  // They have few contracts.
  if (filter.customerId != null || filter.partnerId != null) return null;
  const take = (fields: readonly (keyof ContractFilter)[], one: EachValue['one'] | null): Split | null => {
    if (one === null) return null;
    const taken = Object.fromEntries(fields.map((field) => [field, filter[field]]));
    const rest = { ...filter, ...Object.fromEntries(fields.map((field) => [field, null])) };
    return { rest, each: { one, all: (all) => addConditions(all, taken, facts, instant) } };
  };
  const ofDays =
    take(['noticeDeadlineFrom', 'noticeDeadlineBefore'], eachDeadline(filter, facts, instant)) ??
    take(['renewsFrom', 'renewsBefore'], eachDay(facts.renewsOn, filter.renewsFrom, filter.renewsBefore));
  if (!isById) return ofDays;
  return (
    take(['planIds', 'status', 'statuses'], eachPlan(filter, facts)) ??
    ofDays ??
    take(['endsFrom', 'endsBefore'], eachDay(ENDS_ON, filter.endsFrom, filter.endsBefore)) ??
    take(['quotaAtLeast'], eachShare(filter.quotaAtLeast, facts)) ??
    take(['status', 'statuses'], eachStatus(filter, facts))
  );
}

function statusesOf({ status, statuses }: ContractFilter): readonly string[] {
  return CONTRACT_STATUSES.filter(
    (each) => (status == null || each === status) && (statuses == null || statuses.includes(each)),
  );
}

function eachPlan(wanted: ContractFilter, facts: ListedFacts): EachValue['one'] | null {
  const { planIds } = wanted;
  const statuses = statusesOf(wanted);
  if (planIds == null || planIds.length * statuses.length > MOST_PAIRS) return null;
  return (filter) => {
    const table = `unnest(${filter.value(planIds)}::bigint[]) AS plan (id)
      CROSS JOIN unnest(${filter.value(statuses)}::text[]) AS state (status)`;
    return { table, keys: [facts.planId, facts.status], at: ['plan.id', 'state.status'] };
  };
}

function eachStatus(wanted: ContractFilter, facts: ListedFacts): EachValue['one'] | null {
  const statuses = statusesOf(wanted);
  if (statuses.length <= 1 || statuses.length === CONTRACT_STATUSES.length) return null;
  return (filter) => ({
    table: `unnest(${filter.value(statuses)}::text[]) AS state (status)`,
    keys: [facts.status],
    at: ['state.status'],
  });
}

function eachDeadline(
  { noticeDeadlineFrom: from, noticeDeadlineBefore: before }: ContractFilter,
  facts: ListedFacts,
  { now, at }: InstantInSql,
): EachValue['one'] | null {
  if (from == null && before == null) return null;
  // Nowhere is today an earlier date than there.
  const today = dateAt(at, 'Etc/GMT+12');
  const first = from != null && from > today ? from : today;
  const one = eachDay(facts.noticeDeadline, first, before);
  if (one === null) return null;
  return (filter) => {
    addNotPassed(filter, facts, now);
    return one(filter);
  };
}

function eachDay(
  date: string,
  from: LocalDate | null | undefined,
  before: LocalDate | null | undefined,
): EachValue['one'] | null {
  if (from == null || before == null) return null;
  const count = daysBetween(from, before);
  if (count > MOST_DAYS) return null;
  const days = Array.from({ length: Math.max(0, count) }, (_, nth) => addDays(from, nth));
  return (filter) => ({
    table: `unnest(${filter.value(days)}::date[]) AS day (date)`,
    keys: [orLast(date)],
    at: ['day.date'],
  });
}

/** From one share that there is to the next: there are few, since limits are small. */
function eachShare(wanted: QuotaAtLeast | null | undefined, facts: ListedFacts): EachValue['one'] | null {
  if (wanted == null) return null;
  const share = shareOf(wanted, facts);
  const next = (condition: string) =>
    `(SELECT min(${share}) FROM ${isYearly(wanted) ? 'contract_years y' : 'contracts c'} WHERE ${share} ${condition})`;
  return (filter) => {
    filter.add(`NOT (${isOver(facts)})`);
    const table = `(WITH RECURSIVE used (percent) AS (SELECT ${next(`>= ${filter.value(wanted.percent)}::int`)}
      UNION ALL SELECT ${next('> used.percent')} FROM used WHERE used.percent IS NOT NULL)
      SELECT percent FROM used WHERE percent IS NOT NULL) used`;
    return { table, keys: [share], at: ['used.percent'] };
  };
}
