import { addDays, LocalDate, startOfDate } from '../../shared/domain/local-date';
import { ContractState } from './contract-state';
import { contractYear } from './contract-year';
import { planAt } from './plan-period';
import { noticeDeadline, renewalDate } from './contract-dates';
import { ContractEvent, isOver, TimelineFacts } from './timeline-event';

/** The contract years that begin before the date and before the end. */
export function contractYearEvents(contract: ContractState, to: LocalDate): ContractEvent[] {
  const events: ContractEvent[] = [];
  for (let number = 1; ; number += 1) {
    const year = contractYear(contract.activatesOn, number);
    if (year.from >= to || isOver(contract, year.from)) return events;
    const title = `Contract year ${number}, ${year.from} to ${addDays(year.to, -1)}`;
    events.push({ on: year.from, kind: 'CONTRACT_YEAR_BEGAN', title });
  }
}

/**
 * The renewals whose notice deadline lies before the date, and these deadlines. The end that a notice brought about is
 * no renewal, and has no deadline any more.
 */
export function renewalEvents(facts: TimelineFacts, to: LocalDate, now: Date): ContractEvent[] {
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
