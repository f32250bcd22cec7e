import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { invalidInput } from '../../shared/domain/refusal';
import { ContractState } from './contract-state';
import { endOfNotice, nextRenewal, noticeDeadline, Term } from './contract-dates';

/** Who gives notice. */
export const NOTICE_PARTIES = ['CUSTOMER', 'PROVIDER'] as const;
export type NoticeParty = (typeof NOTICE_PARTIES)[number];

/** A notice, the end it brings about by itself, and from when to when it was known to be in force. */
export interface Notice {
  readonly party: NoticeParty;
  readonly reason: string | null;
  readonly receivedAt: Date;
  readonly recordedAt: Date;
  /** Exclusive, in the provider's time zone. */
  readonly endsOn: LocalDate;
  readonly withdrawnAt: Date | null;
}

/** What a notice does, by the day on which it was received. Dates are in the provider's time zone. */
export interface NoticeEffect {
  readonly receivedOn: LocalDate;
  /** At the end of the term that runs on the day of receipt; before the activation, of the first. */
  readonly renewsOn: LocalDate;
  /** The last day on which a notice still ends that term. */
  readonly deadline: LocalDate;
  readonly inTime: boolean;
  /** When the notice ends the contract, exclusive. */
  readonly endsOn: LocalDate;
}

/**
 * A notice that is received no later than the deadline ends the running term; a later one is not lost, it ends the
 * first term whose deadline it still meets. Domain section 2.
 */
export function effectOfNotice(
  contract: Term & Pick<ContractState, 'timeZone'>,
  receivedAt: Date,
  noticeDays: number,
): NoticeEffect {
  const receivedOn = dateAt(receivedAt, contract.timeZone);
  const renewsOn = nextRenewal(contract, receivedOn);
  const deadline = noticeDeadline(renewsOn, noticeDays);
  const endsOn = endOfNotice(contract, receivedOn, noticeDays);
  return { receivedOn, renewsOn, deadline, inTime: receivedOn <= deadline, endsOn };
}

/** Passes from the instant on at which the order was received. */
export function decideAfterOrder(
  contract: ContractState,
  receivedAt: Date,
  path: readonly string[],
): RuleOutcome {
  const ordered = contract.orderReceivedAt.toISOString();
  if (receivedAt >= contract.orderReceivedAt)
    return passed('INVALID_INPUT', `The contract was ordered before, at ${ordered}.`);
  const message = `${path.join('.')} lies before the order of contract ${contract.number}, received at ${ordered}.`;
  return failed(invalidInput(message, path));
}
