import {
  decideNotAhead,
  Decision,
  failed,
  failedRule,
  notJudged,
  passed,
  RuleOutcome,
} from '../../shared/domain/decision';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { invalidInput } from '../../shared/domain/refusal';
import { ContractState, decideNotEnded, isOver, statusAt } from './contract-state';
import { endOfNotice, nextRenewal, noticeDeadline, Term } from './contract-dates';

/** Who gives notice. */
export type NoticeParty = 'CUSTOMER' | 'PROVIDER';

/** A notice, the end it brought about, and from when to when it was known to be in force. */
export interface Notice {
  readonly party: NoticeParty;
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

export interface NoticeRequest {
  readonly receivedAt: Date;
  readonly party: NoticeParty;
  /** The one party that the caller may speak for; null: either. */
  readonly speaksFor: NoticeParty | null;
}

const RECEIVED_AT = ['input', 'receivedAt'];

/**
 * May this notice be recorded? It was received from the order on and not in the future, the contract has not ended, and
 * no notice is in force: a second one does not move the first. Domain section 2.
 */
export function decideGiveNotice(contract: ContractState, request: NoticeRequest, now: Date): Decision {
  return [
    decideNotAhead(request.receivedAt, now, RECEIVED_AT),
    decideAfterOrder(contract, request.receivedAt, RECEIVED_AT),
    decideSpeaker(request),
    decideNotEnded(contract, now),
    decideNoneInForce(contract, now),
  ];
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

function decideSpeaker({ party, speaksFor }: NoticeRequest): RuleOutcome {
  if (speaksFor === null || speaksFor === party) return passed('INVALID_INPUT', `Notice by the ${party}.`);
  return failed(
    invalidInput(`You give notice as the ${speaksFor}, not as the ${party}.`, ['input', 'party']),
  );
}

function decideNoneInForce(contract: ContractState, now: Date): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (contract.noticeEndsOn === null) return passed(rule, 'No notice is in force.');
  if (isOver(statusAt(contract, now))) return notJudged(rule, 'The contract has ended.');
  const message = `A notice is in force: contract ${contract.number} ends on ${contract.noticeEndsOn}, which a second notice does not move.`;
  return failedRule(rule, message);
}

export interface NoticeInForce {
  readonly state: ContractState;
  /** Who gave the notice that is in force; null where none is. */
  readonly party: NoticeParty | null;
}

/** May the notice be withdrawn? Until the contract ends, by the party that gave it. `speaksFor` null: either. */
export function decideWithdrawNotice(
  { state, party }: NoticeInForce,
  speaksFor: NoticeParty | null,
  now: Date,
): Decision {
  return [decideNotEnded(state, now), decideOwn(state, party, speaksFor, now)];
}

function decideOwn(
  state: ContractState,
  party: NoticeParty | null,
  speaksFor: NoticeParty | null,
  now: Date,
): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (isOver(statusAt(state, now))) return notJudged(rule, 'The contract has ended.');
  if (party === null) return failedRule(rule, `No notice of contract ${state.number} is in force.`);
  if (speaksFor === null || speaksFor === party)
    return passed(
      rule,
      `A notice by the ${party} is in force; it ends the contract on ${state.noticeEndsOn}.`,
    );
  const message = `The notice in force was given by the ${party}, and is theirs to withdraw.`;
  return failedRule(rule, message);
}

/** Why a notice ends the contract when it does: every date that went into the answer, in plain English. */
export function explainNotice(contract: ContractState, effect: NoticeEffect, noticeDays: number): string {
  const { receivedOn, renewsOn, deadline, inTime, endsOn } = effect;
  const term = `Contract ${contract.number} is active from ${contract.activatesOn} and renews every ${contract.termMonths} months, next on ${renewsOn}.`;
  const rule = `With ${noticeDays} days’ notice, the last day for notice before that is ${deadline}.`;
  const receipt = `This notice is received on ${receivedOn} (${contract.timeZone})`;
  if (inTime) return `${term} ${rule} ${receipt}, in time: the contract ends on ${endsOn}.`;
  const late = `too late for ${renewsOn}: it takes effect at the renewal date ${endsOn}, for which the last day is ${noticeDeadline(endsOn, noticeDays)}`;
  return `${term} ${rule} ${receipt}, ${late}. The contract ends on ${endsOn}.`;
}

/** Why a further notice does nothing: the first one stands. */
export function explainStandingNotice(contract: ContractState, effect: NoticeEffect): string {
  const { receivedOn, renewsOn, deadline } = effect;
  const standing = `A notice is in force, by which contract ${contract.number} ends on ${contract.noticeEndsOn}.`;
  return `${standing} A further one, received on ${receivedOn} (${contract.timeZone}), does not move that date; the last day for notice before ${renewsOn} is ${deadline}.`;
}
