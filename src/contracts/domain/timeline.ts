import { Plan, planTitle } from '../../catalog/domain/plan';
import { addDays, addMonths, dateAt, LocalDate, startOfDate } from '../../shared/domain/local-date';
import { contains, Period } from '../../shared/domain/period';
import { contactsDueOn, contractYear, noticeDeadline, renewalDate } from './contract-dates';
import { ContractState, overSince } from './contract-state';
import { Notice } from './notice';
import { Suspension } from './suspension';

/** What can happen in the life of a contract, in the order in which events of one day are told. */
export const TIMELINE_EVENT_KINDS = [
  'ORDERED',
  'CONTACTS_DUE',
  'ACTIVATED',
  'RENEWED',
  'CONTRACT_YEAR_BEGAN',
  'PLAN_CHANGED',
  'NOTICE_DEADLINE',
  'NOTICE_GIVEN',
  'NOTICE_WITHDRAWN',
  'SUSPENDED',
  'RESUMED',
  'CANCELLED',
  'ENDED',
] as const;
export type TimelineEventKind = (typeof TIMELINE_EVENT_KINDS)[number];

interface ContractEvent {
  readonly on: LocalDate;
  readonly kind: TimelineEventKind;
  /** Plain English, with the numbers and dates. */
  readonly title: string;
}

export interface TimelineEvent extends ContractEvent {
  /** Whether it lies after today. */
  readonly coming: boolean;
}

export interface TimelineFacts {
  readonly contract: ContractState;
  /** Oldest first, planned ones included. */
  readonly planPeriods: readonly PlanPeriod[];
  /** All that were ever recorded, oldest first. */
  readonly notices: readonly Notice[];
  /** All that there were, oldest first. */
  readonly suspensions: readonly Suspension[];
}

function isOver({ noticeEndsOn }: ContractState, on: LocalDate): boolean {
  return noticeEndsOn !== null && on >= noticeEndsOn;
}

/** How far the timeline goes on by itself, from today or from the activation. */
const MONTHS_AHEAD = 24;

/**
 * The life of a contract in [from, to), past and coming, in order, as it is known now. Without `from` it begins with the
 * order; without `to` it goes on to the end, and where none is known for two years from today or from the activation.
 * Dates are in the provider's time zone. Domain sections 1, 2 and 7.
 */
export function timelineOf(
  facts: TimelineFacts,
  period: { readonly from: LocalDate | null; readonly to: LocalDate | null },
  now: Date,
): readonly TimelineEvent[] {
  const { contract } = facts;
  const today = dateAt(now, contract.timeZone);
  const from = period.from ?? contract.orderReceivedOn;
  const to = period.to ?? horizon(contract, today);
  return [
    ...singleEvents(facts),
    ...contractYearEvents(contract, to),
    ...renewalEvents(facts, to, now),
    ...planChangeEvents(facts),
    ...noticeEvents(facts),
    ...suspensionEvents(facts),
  ]
    .filter((event) => from <= event.on && event.on < to && !isMoot(contract, event))
    .sort(byDateAndKind)
    .map((event) => ({ ...event, coming: event.on > today }));
}

/** Nothing of a contract that was cancelled comes any more. */
function isMoot(contract: ContractState, { on }: ContractEvent): boolean {
  return contract.cancelledAt !== null && on > overSince(contract)!;
}

function horizon(contract: ContractState, today: LocalDate): LocalDate {
  const { activatesOn } = contract;
  const end = overSince(contract);
  if (end !== null) return addDays(end, 1);
  return addMonths(today > activatesOn ? today : activatesOn, MONTHS_AHEAD);
}

function byDateAndKind(one: ContractEvent, other: ContractEvent): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1;
  return rankOf(one) - rankOf(other);
}

/** Notices of one day stay in the order in which they were given and withdrawn, and so do suspensions. */
function rankOf({ kind }: ContractEvent): number {
  const pairs: Partial<Record<TimelineEventKind, TimelineEventKind>> = {
    NOTICE_WITHDRAWN: 'NOTICE_GIVEN',
    RESUMED: 'SUSPENDED',
  };
  return TIMELINE_EVENT_KINDS.indexOf(pairs[kind] ?? kind);
}

/** What happens once: order, activation, cancellation, end. */
function singleEvents({ contract, planPeriods }: TimelineFacts): ContractEvent[] {
  const { number, orderReceivedOn, activatesOn, termMonths, noticeEndsOn, timeZone } = contract;
  const plan = planAt(planPeriods, contract.orderReceivedAt);
  const events: ContractEvent[] = [
    {
      on: orderReceivedOn,
      kind: 'ORDERED',
      title: `Order of contract ${number}: ${planTitle(plan)}${recordedLater(contract.recordedAt, orderReceivedOn, timeZone)}`,
    },
    {
      on: contactsDueOn(orderReceivedOn, plan),
      kind: 'CONTACTS_DUE',
      title: 'Last day to name the first contact',
    },
    { on: activatesOn, kind: 'ACTIVATED', title: `Active, for a first term of ${termMonths} months` },
  ];
  if (contract.cancelledAt !== null) {
    const title = 'Cancelled before the activation';
    return [...events, { on: overSince(contract)!, kind: 'CANCELLED', title }];
  }
  if (noticeEndsOn === null) return events;
  const title = `End of the contract; ${addDays(noticeEndsOn, -1)} is its last day`;
  return [...events, { on: noticeEndsOn, kind: 'ENDED', title }];
}

/** The day of recording, of what was entered on another day than the one that was said; nothing else. Domain section 9. */
function recordedLater(recordedAt: Date, on: LocalDate, timeZone: string): string {
  const recordedOn = dateAt(recordedAt, timeZone);
  return recordedOn === on ? '' : `, recorded on ${recordedOn}`;
}

/** The changes of plan, made and scheduled, except those that the end of the contract is earlier than. */
function planChangeEvents({ contract, planPeriods }: TimelineFacts): ContractEvent[] {
  return planPeriods
    .map(({ plan, from }, index) => ({ plan, from, before: planPeriods[index - 1]?.plan }))
    .flatMap(({ plan, from, before }): ContractEvent[] => {
      const on = dateAt(from, contract.timeZone);
      if (before === undefined || isOver(contract, on)) return [];
      return [{ on, kind: 'PLAN_CHANGED', title: `Change from ${planTitle(before)} to ${planTitle(plan)}` }];
    });
}

/** Every notice, by the day of its receipt, and every withdrawal. */
function noticeEvents({ contract: { timeZone }, notices }: TimelineFacts): ContractEvent[] {
  return notices.flatMap(({ party, receivedAt, recordedAt, endsOn, withdrawnAt }): ContractEvent[] => {
    const title = `Notice by the ${party.toLowerCase()} to end on ${endsOn}`;
    const on = dateAt(receivedAt, timeZone);
    const given: ContractEvent = {
      on,
      kind: 'NOTICE_GIVEN',
      title: `${title}${recordedLater(recordedAt, on, timeZone)}`,
    };
    if (withdrawnAt === null) return [given];
    return [
      given,
      { on: dateAt(withdrawnAt, timeZone), kind: 'NOTICE_WITHDRAWN', title: `${title}: withdrawn` },
    ];
  });
}

/** Every suspension, and every resumption. */
function suspensionEvents({ contract: { timeZone }, suspensions }: TimelineFacts): ContractEvent[] {
  return suspensions.flatMap(({ since, resumedAt }): ContractEvent[] => {
    const title = 'Suspended by the provider';
    const began: ContractEvent = { on: dateAt(since, timeZone), kind: 'SUSPENDED', title };
    if (resumedAt === null) return [began];
    return [began, { on: dateAt(resumedAt, timeZone), kind: 'RESUMED', title: 'Resumed by the provider' }];
  });
}

/** The contract years that begin before the date and before the end. */
function contractYearEvents(contract: ContractState, to: LocalDate): ContractEvent[] {
  const events: ContractEvent[] = [];
  for (let number = 1; ; number += 1) {
    const year = contractYear(contract.activatesOn, number);
    if (year.from >= to || isOver(contract, year.from)) return events;
    const title = `Contract year ${number}, ${year.from} to ${addDays(year.to, -1)}`;
    events.push({ on: year.from, kind: 'CONTRACT_YEAR_BEGAN', title });
  }
}

/**
 * The renewals whose notice deadline lies before the date, and these deadlines. The end that a notice causes is
 * no renewal, and has no deadline any more.
 */
function renewalEvents(facts: TimelineFacts, to: LocalDate, now: Date): ContractEvent[] {
  const { contract } = facts;
  const events: ContractEvent[] = [];
  for (let n = 1; ; n += 1) {
    const renewsOn = renewalDate(contract, n);
    const deadline = noticeDeadline(renewsOn, noticeDays(facts, renewsOn, now));
    if (deadline >= to || isOver(contract, renewsOn)) return events;
    events.push(
      { on: deadline, kind: 'NOTICE_DEADLINE', title: `Last day for notice to end on ${renewsOn}` },
      { on: renewsOn, kind: 'RENEWED', title: `Renewal for ${contract.termMonths} months: term ${n + 1}` },
    );
  }
}

/** By the plan of now; for a renewal that is past, by the plan on the day before it. */
function noticeDays({ contract, planPeriods }: TimelineFacts, renewsOn: LocalDate, now: Date): number {
  const dayBefore = startOfDate(addDays(renewsOn, -1), contract.timeZone);
  return planAt(planPeriods, dayBefore < now ? dayBefore : now).terms.noticeDays;
}

/** From when to when a contract has a plan. The periods of a contract neither overlap nor leave a gap. */
export interface PlanPeriod extends Period {
  readonly plan: Plan;
}

/** The plan in force at an instant; before the first period, the one that was ordered. */
export function planAt(periods: readonly PlanPeriod[], instant: Date): Plan {
  const period = periods.find((each) => contains(each, instant)) ?? periods[0];
  if (period === undefined) throw new RangeError('a contract always has a plan');
  return period.plan;
}
