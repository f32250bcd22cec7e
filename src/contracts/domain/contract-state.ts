import { Region } from '../../catalog/domain/plan';
import { failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, LocalDate, startOfDate } from '../../shared/domain/local-date';
import { DatePeriod } from '../../shared/domain/period';
import { Term } from './contract-dates';

/** What a contract is from its order on: nothing of it ever changes, so it is the same at every instant. */
export interface ContractIdentity extends Term {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly orderReceivedOn: LocalDate;
}

/** What is known of a contract at an instant, and how much of its limits is used then. */
export interface ContractState extends ContractIdentity {
  /** Whether the order had been received by the instant. Before it nothing is used, and the plan is the one that was ordered. */
  readonly isOrdered: boolean;
  readonly providerId: string;
  /** Of the customer: whose clock the provider works on. */
  readonly region: Region;
  /** The partner whose customer bought the contract. */
  readonly partnerId: string | null;
  /** The provider's, of all dates of the contract. */
  readonly timeZone: string;
  readonly orderReceivedAt: Date;
  /** When the order was recorded. */
  readonly recordedAt: Date;
  readonly planId: string;
  /** The plan that a scheduled change brings, and from when: it may be later than the end, where a notice came after. */
  readonly nextPlanId: string | null;
  readonly nextPlanFrom: Date | null;
  /** The end that notice causes, of two notices the earlier one, exclusive; null while it renews by itself. */
  readonly noticeEndsOn: LocalDate | null;
  /** When it was cancelled before it had begun; null for one that was not, as far as it is known at the instant. */
  readonly cancelledAt: Date | null;
  /** From when on the provider has suspended it; null while it is not suspended. */
  readonly suspendedSince: Date | null;
  readonly contactsUsed: number;
  readonly satellitesUsed: number;
  /** In the contract year of the instant. */
  readonly incidentsUsed: number;
  /** Consulting blocks whose appointment lies in the contract year of the instant, cancelled and reversed ones left out. */
  readonly includedBlocksUsed: number;
  /** Over the whole contract: they keep until it ends. */
  readonly additionalBlocksOrdered: number;
  readonly additionalBlocksUsed: number;
}

/** Whether the contract came with its state, where a list may bring no more than its identity. */
export function isState(contract: ContractIdentity): contract is ContractState {
  return 'planId' in contract;
}

export const CONTRACT_STATUSES = [
  'NOT_ORDERED',
  'ORDERED',
  'ACTIVE',
  'NOTICE_GIVEN',
  'ENDED',
  'CANCELLED',
] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

export type Dates = Pick<ContractState, 'activatesOn' | 'noticeEndsOn' | 'timeZone'>;
export type Standing = Dates & Pick<ContractState, 'isOrdered' | 'cancelledAt'>;

/**
 * Derived from dates alone: nothing has to run for a contract to become active or to end. One that is known to be
 * cancelled never begins. Domain sections 2 and 7.
 */
export function statusAt(contract: Standing, at: Date): ContractStatus {
  if (!contract.isOrdered) return 'NOT_ORDERED';
  if (contract.cancelledAt !== null) return 'CANCELLED';
  const today = dateAt(at, contract.timeZone);
  if (contract.noticeEndsOn !== null && today >= contract.noticeEndsOn) return 'ENDED';
  if (today < contract.activatesOn) return 'ORDERED';
  return contract.noticeEndsOn === null ? 'ACTIVE' : 'NOTICE_GIVEN';
}

/** The instant, after the end the last one before it: a plan that was to begin then was never in force. */
export function beforeEnd({ noticeEndsOn, timeZone }: Dates, instant: Date): Date {
  if (noticeEndsOn === null) return instant;
  const last = new Date(startOfDate(noticeEndsOn, timeZone).getTime() - 1);
  return last < instant ? last : instant;
}

/** The plan that a scheduled change brings before the contract ends; null where none does. */
export function comingPlanId(
  contract: Pick<ContractState, 'nextPlanId' | 'nextPlanFrom' | 'noticeEndsOn' | 'timeZone'>,
): string | null {
  const { nextPlanFrom, noticeEndsOn } = contract;
  if (nextPlanFrom === null || noticeEndsOn === null) return contract.nextPlanId;
  return nextPlanFrom < startOfDate(noticeEndsOn, contract.timeZone) ? contract.nextPlanId : null;
}

/**
 * The coming plan, where it takes force in the contract year after the instant: it then rules the whole of that year,
 * what was booked of it before included. Domain section 7.
 */
export function comingPlanInYear(
  contract: ContractState,
  after: Date,
  year: DatePeriod | null,
): string | null {
  const { nextPlanFrom, timeZone } = contract;
  if (nextPlanFrom === null || year === null || nextPlanFrom <= after) return null;
  return nextPlanFrom < startOfDate(year.to, timeZone) ? comingPlanId(contract) : null;
}

/** Active is a contract from its activation until its end; one under notice is active still. */
export function isActiveAt(contract: Standing, at: Date): boolean {
  return isActive(statusAt(contract, at));
}

export function isActive(status: ContractStatus): boolean {
  return status === 'ACTIVE' || status === 'NOTICE_GIVEN';
}

/** Whether nothing at all is granted under it: it is over, or was not ordered yet. */
export function grantsNothing(status: ContractStatus): boolean {
  return status === 'NOT_ORDERED' || isOver(status);
}

/** Nothing more is granted under it: it has ended, or was cancelled before it began. */
export function isOver(status: ContractStatus): boolean {
  return status === 'ENDED' || status === 'CANCELLED';
}

/** The first day on which nothing more is granted, in the provider's time zone; null while no end is known. */
export function overSince(
  contract: Pick<ContractState, 'cancelledAt' | 'noticeEndsOn' | 'timeZone'>,
): LocalDate | null {
  const { cancelledAt, noticeEndsOn, timeZone } = contract;
  return cancelledAt === null ? noticeEndsOn : dateAt(cancelledAt, timeZone);
}

export function activationInstant(contract: Dates): Date {
  return startOfDate(contract.activatesOn, contract.timeZone);
}

type NumberedDates = Standing & Pick<ContractState, 'number'>;

/** Passes where the contract is active at the instant. Domain section 5, contract not active. */
export function decideActive(contract: NumberedDates, at: Date): RuleOutcome {
  switch (statusAt(contract, at)) {
    case 'NOT_ORDERED':
      return isNotOrdered(contract);
    case 'ORDERED':
      return failedRule(
        'CONTRACT_NOT_ACTIVE',
        `Contract ${contract.number} is ordered and becomes active on ${contract.activatesOn}.`,
      );
    case 'ENDED':
    case 'CANCELLED':
      return isOverFor(contract);
    default:
      return passed(
        'CONTRACT_NOT_ACTIVE',
        `Contract ${contract.number} has been active since ${contract.activatesOn}.`,
      );
  }
}

/** Passes where the contract has not ended and was not cancelled: before its activation it can be prepared. */
export function decideNotEnded(contract: NumberedDates, at: Date): RuleOutcome {
  if (!contract.isOrdered) return isNotOrdered(contract);
  if (isOver(statusAt(contract, at))) return isOverFor(contract);
  return passed('CONTRACT_NOT_ACTIVE', `Contract ${contract.number} has not ended.`);
}

function isNotOrdered({ number, activatesOn }: NumberedDates): RuleOutcome {
  const message = `Contract ${number} was not ordered yet; it becomes active on ${activatesOn}.`;
  return failedRule('CONTRACT_NOT_ACTIVE', message);
}

function isOverFor({ number, noticeEndsOn, cancelledAt, timeZone }: NumberedDates): RuleOutcome {
  const why =
    cancelledAt === null ? `ended on ${noticeEndsOn}` : `was cancelled on ${dateAt(cancelledAt, timeZone)}`;
  return failedRule('CONTRACT_NOT_ACTIVE', `Contract ${number} ${why}.`);
}

/**
 * Passes where the provider has not suspended the contract. What is asked for an earlier instant is refused as well, as
 * long as the suspension lasts. Domain section 5, suspended.
 */
export function decideNotSuspended({
  number,
  suspendedSince,
}: Pick<ContractState, 'number' | 'suspendedSince'>): RuleOutcome {
  const rule = 'CONTRACT_SUSPENDED';
  if (suspendedSince === null) return passed(rule, `Contract ${number} is not suspended.`);
  const message = `Contract ${number} has been suspended by the provider since ${suspendedSince.toISOString()}; \`Contract.suspension\` has the reason. It goes on once the provider resumes it.`;
  return failedRule(rule, message);
}
