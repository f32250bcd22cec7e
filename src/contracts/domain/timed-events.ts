import { ContractTerms } from '../../catalog/domain/plan';
import { once } from '../../shared/domain/event-type';
import { addDays, dateAt, LocalDate, startOfDate } from '../../shared/domain/local-date';
import { Happening } from '../../shared/domain/journal';
import { contractYear, nextRenewal, noticeDeadline, renewalDate, Term } from './contract-dates';
import { contractHappened, planChanged } from './contract-events';

/** What the events are computed from that come by time alone. */
export interface TimedContract extends Term {
  readonly id: string;
  readonly number: string;
  readonly orderReceivedAt: Date;
  readonly orderReceivedOn: LocalDate;
  readonly timeZone: string;
  readonly noticeEndsOn: LocalDate | null;
  readonly cancelledAt: Date | null;
  readonly contactsUsed: number;
  /** The last change of plan, made or to come; null: there was none. */
  readonly nextPlanId: string | null;
  readonly nextPlanFrom: Date | null;
}

type AgreedTerms = Pick<ContractTerms, 'noticeDays' | 'contactsDueDays'>;

const DAYS_BEFORE_DEADLINE = [90, 30, 7];

/**
 * All that time alone tells of a contract that stays as it is, from its order to its next renewal after an instant, in
 * order: each once. Nothing of one that was cancelled, and nothing at or after the end but the end. Domain section 12.
 */
export function timedEvents(contract: TimedContract, terms: AgreedTerms, after: Date): readonly Happening[] {
  const { timeZone, noticeEndsOn, cancelledAt, activatesOn } = contract;
  if (cancelledAt !== null) return [];
  const today = dateAt(after, timeZone);
  const until = nextRenewal(contract, today < activatesOn ? activatesOn : today);
  const end = noticeEndsOn && startOfDate(noticeEndsOn, timeZone);
  const events = [
    ...contactEvents(contract, terms),
    once(
      contractHappened('contract.activated', contract, startOfDate(activatesOn, timeZone), {}),
      activatesOn,
    ),
    ...renewalEvents(contract, terms, until),
    ...yearEvents(contract, until),
    ...planEvents(contract),
  ].filter(({ occurredAt }) => end === null || occurredAt < end);
  const ended =
    noticeEndsOn && end && contractHappened('contract.ended', contract, end, { endedOn: noticeEndsOn });
  return [
    ...events.sort((one, other) => +one.occurredAt - +other.occurredAt),
    ...(ended ? [once(ended, noticeEndsOn)] : []),
  ];
}

function contactEvents(contract: TimedContract, { contactsDueDays }: AgreedTerms): readonly Happening[] {
  if (contract.contactsUsed > 0) return [];
  const dueOn = addDays(contract.orderReceivedOn, contactsDueDays);
  const at = (date: LocalDate) => startOfDate(date, contract.timeZone);
  return [
    once(contractHappened('contacts.due', contract, at(dueOn), { dueOn }), dueOn),
    once(contractHappened('contacts.overdue', contract, at(addDays(dueOn, 1)), { dueOn }), dueOn),
  ];
}

/** The first year begins with the activation, which is told as such. */
function yearEvents(contract: TimedContract, until: LocalDate): readonly Happening[] {
  const events: Happening[] = [];
  for (let n = 2; ; n += 1) {
    const { from } = contractYear(contract.activatesOn, n);
    if (from > until) return events;
    const at = startOfDate(from, contract.timeZone);
    events.push(once(contractHappened('contract.year_began', contract, at, { contractYear: n }), from));
  }
}

function renewalEvents(
  contract: TimedContract,
  { noticeDays }: AgreedTerms,
  until: LocalDate,
): readonly Happening[] {
  const events: Happening[] = [];
  for (let n = 1; ; n += 1) {
    const renewsOn = renewalDate(contract, n);
    if (renewsOn > until) return events;
    const at = startOfDate(renewsOn, contract.timeZone);
    events.push(once(contractHappened('contract.renewed', contract, at, { renewedOn: renewsOn }), renewsOn));
    // Under notice it does not renew: nobody has to make up their mind.
    if (contract.noticeEndsOn === null) events.push(...deadlineEvents(contract, noticeDays, renewsOn));
  }
}

function deadlineEvents(
  contract: TimedContract,
  noticeDays: number,
  renewsOn: LocalDate,
): readonly Happening[] {
  const deadline = noticeDeadline(renewsOn, noticeDays);
  return DAYS_BEFORE_DEADLINE.flatMap((days) => {
    const at = startOfDate(addDays(deadline, -days), contract.timeZone);
    if (at < contract.orderReceivedAt) return [];
    const happened = contractHappened('contract.notice_deadline', contract, at, { days, deadline, renewsOn });
    return once(happened, `${deadline} ${days}`);
  });
}

function planEvents(contract: TimedContract): readonly Happening[] {
  const { nextPlanId, nextPlanFrom } = contract;
  return nextPlanId === null || nextPlanFrom === null
    ? []
    : [planChanged(contract, nextPlanId, nextPlanFrom)];
}
