import {
  date,
  eventsOf,
  EventType,
  instant,
  number,
  once,
  oneOf,
  orNull,
  text,
} from '../../shared/domain/event-type';
import { toGlobalId } from '../../shared/domain/global-id';
import { Happening } from '../../shared/domain/journal';
import { NOTICE_PARTIES } from './notice';

const CONTRACT = { number: text('The number of the contract.') } as const;

const of = <Data extends EventType['data']>(description: string, data: Data) => ({
  description,
  data: { ...CONTRACT, ...data },
});

const PLAN = { planId: text('Id of the plan.') } as const;
const PLANNED = { ...PLAN, effectiveAt: instant('When it takes force.') } as const;
const CONTACTS_DUE = { dueOn: date('The last day on which the first contact may be named.') } as const;

/** What is granted for a contract year, as an event names it. */
export const YEARLY_QUOTAS = ['INCIDENTS', 'CONSULTING_BLOCKS'] as const;
export type YearlyQuota = (typeof YEARLY_QUOTAS)[number];

/** Every type of event of a contract itself. Domain section 12. */
export const CONTRACT_EVENTS = {
  'contract.ordered': of('A contract was ordered.', {
    ...PLAN,
    activatesOn: date('The first day on which it is active, in the provider’s time zone.'),
  }),
  'contract.cancelled': of('The contract was cancelled before it began.', {}),
  'contract.activated': of('The contract is active from now on.', {}),
  'contract.renewed': of('The contract goes on for a further term.', {
    renewedOn: date('The first day of the term.'),
  }),
  'contract.year_began': of('A further contract year began: yearly quotas count anew.', {
    contractYear: number('Its number; the first one begins with the activation.'),
  }),
  'contract.plan_change_scheduled': of('A change of plan was scheduled.', PLANNED),
  'contract.plan_changed': of('Another plan is in force.', PLAN),
  'contract.plan_change_withdrawn': of('A scheduled change of plan was taken back.', PLANNED),
  'contract.notice_given': of('Notice was given.', {
    party: oneOf(NOTICE_PARTIES, 'Who gave it.'),
    receivedAt: instant('When it was received.'),
    endsOn: date('The first day on which the contract is over by this notice.'),
  }),
  'contract.notice_withdrawn': of('A notice was taken back.', {
    party: oneOf(NOTICE_PARTIES, 'Whose.'),
    endsOn: orNull(date('The end by the other party’s notice; null: there is none, it renews by itself.')),
  }),
  'contract.notice_deadline': of('The last day for a notice to the next renewal comes near.', {
    days: number('In how many days it is: 90, 30 or 7.'),
    deadline: date('The last day.'),
    renewsOn: date('The renewal date.'),
  }),
  'contract.ended': of('The contract is over.', { endedOn: date('The first day without it.') }),
  'contract.suspended': of('The provider suspended the contract.', {}),
  'contract.resumed': of('The provider lifted the suspension.', {}),
  'contacts.due': of('No contact is named, and this is the last day for it.', CONTACTS_DUE),
  'contacts.overdue': of('No contact was named in time.', CONTACTS_DUE),
  'quota.threshold_reached': of('80 % or 100 % of a yearly quota is used.', {
    quota: oneOf(YEARLY_QUOTAS, 'Of what.'),
    percent: number('80 or 100.'),
    used: number('How many are used after the write that reached it.'),
    limit: number('How many the plan grants for the year.'),
    contractYear: number('The number of the contract year.'),
  }),
} as const satisfies Readonly<Record<string, EventType>>;

const happenedTo = eventsOf<typeof CONTRACT_EVENTS>('Contract');

type ContractEventType = keyof typeof CONTRACT_EVENTS;
type Given<Type extends ContractEventType> = Omit<
  Parameters<typeof happenedTo<Type>>[3],
  keyof typeof CONTRACT
>;

interface Told {
  readonly id: string;
  readonly number: string;
}

/** An event of the contract, with its number. */
export function contractHappened<Type extends ContractEventType>(
  type: Type,
  { id, number }: Told,
  occurredAt: Date,
  data: Given<Type>,
) {
  const whole = { number, ...data } as Parameters<typeof happenedTo<Type>>[3];
  return happenedTo(type, { id, contractId: id }, occurredAt, whole);
}

/** The change itself, told at once or when it takes force. */
export function planChanged(contract: Told, planId: string, effectiveAt: Date): Happening {
  const data = { planId: toGlobalId('Plan', planId) };
  const happened = contractHappened('contract.plan_changed', contract, effectiveAt, data);
  return once(happened, `${planId} ${effectiveAt.toISOString()}`);
}

/** What a change of plan tells others: that it is scheduled, or, where it takes force at once, that it is made. */
export function planHappened(contract: Told, planId: string, effectiveAt: Date, now: Date): Happening {
  if (effectiveAt <= now) return planChanged(contract, planId, effectiveAt);
  return contractHappened('contract.plan_change_scheduled', contract, now, planned(planId, effectiveAt));
}

export function planChangeWithdrawn(contract: Told, planId: string, effectiveAt: Date, now: Date): Happening {
  return contractHappened('contract.plan_change_withdrawn', contract, now, planned(planId, effectiveAt));
}

function planned(planId: string, effectiveAt: Date) {
  return { planId: toGlobalId('Plan', planId), effectiveAt: effectiveAt.toISOString() };
}
