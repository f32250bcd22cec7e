import { addDays, dateAt } from '../../shared/domain/local-date';
import { contactsDueOn } from './order-contract';
import { planTitle } from './plan-change-facts';
import { planAt } from './plan-period';
import { ContractEvent, isOver, TimelineFacts } from './timeline-event';

/** What happens once: order, activation, end. */
export function singleEvents({ contract, planPeriods }: TimelineFacts): ContractEvent[] {
  const { number, orderReceivedOn, activatesOn, termMonths, noticeEndsOn } = contract;
  const plan = planAt(planPeriods, contract.orderReceivedAt);
  const events: ContractEvent[] = [
    { on: orderReceivedOn, kind: 'ORDERED', title: `Order of contract ${number}: ${planTitle(plan)}` },
    {
      on: contactsDueOn(orderReceivedOn, plan),
      kind: 'CONTACTS_DUE',
      title: 'Last day to name the first contact',
    },
    { on: activatesOn, kind: 'ACTIVATED', title: `Active, for a first term of ${termMonths} months` },
  ];
  if (noticeEndsOn === null) return events;
  const title = `End of the contract; ${addDays(noticeEndsOn, -1)} is its last day`;
  return [...events, { on: noticeEndsOn, kind: 'ENDED', title }];
}

/** The changes of plan, made and scheduled, except those that the end of the contract is earlier than. */
export function planChangeEvents({ contract, planPeriods }: TimelineFacts): ContractEvent[] {
  return planPeriods
    .map(({ plan, from }, index) => ({ plan, from, before: planPeriods[index - 1]?.plan }))
    .flatMap(({ plan, from, before }): ContractEvent[] => {
      const on = dateAt(from, contract.timeZone);
      if (before === undefined || isOver(contract, on)) return [];
      return [{ on, kind: 'PLAN_CHANGED', title: `Change from ${planTitle(before)} to ${planTitle(plan)}` }];
    });
}

/** Every notice, by the day of its receipt, and every withdrawal. */
export function noticeEvents({ contract: { timeZone }, notices }: TimelineFacts): ContractEvent[] {
  return notices.flatMap(({ party, receivedAt, endsOn, withdrawnAt }): ContractEvent[] => {
    const title = `Notice by the ${party.toLowerCase()} to end on ${endsOn}`;
    const given: ContractEvent = { on: dateAt(receivedAt, timeZone), kind: 'NOTICE_GIVEN', title };
    if (withdrawnAt === null) return [given];
    return [
      given,
      { on: dateAt(withdrawnAt, timeZone), kind: 'NOTICE_WITHDRAWN', title: `${title}: withdrawn` },
    ];
  });
}
