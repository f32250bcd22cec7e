import { ContractState, isOver, overSince, statusAt } from '../../contracts/domain/contract-state';
import { noticeDeadline } from '../../contracts/domain/contract-dates';
import { decideAfterOrder, Notice, NoticeEffect, NoticeParty } from '../../contracts/domain/notice';
import {
  decideNotAhead,
  Decision,
  failed,
  failedRule,
  notJudged,
  passed,
  RuleOutcome,
} from '../../shared/domain/decision';
import { LocalDate } from '../../shared/domain/local-date';
import { invalidInput, ruleBroken } from '../../shared/domain/refusal';
import { isUsed, NoticeConsequence } from './notice-consequences';

/** What is known of a contract and of a notice that is to end it. */
export interface NoticeFacts {
  readonly state: ContractState;
  /** In force now: at most one of each party. */
  readonly notices: readonly Notice[];
  /** Of the plan in force at the receipt. */
  readonly noticeDays: number;
  readonly effect: NoticeEffect;
  readonly consequences: readonly NoticeConsequence[];
}

export interface NoticeRequest {
  readonly receivedAt: Date;
  /** Whether the caller said when, and not the server. */
  readonly isReceiptGiven: boolean;
  readonly party: NoticeParty;
  /** The one party that the caller may speak for; null: staff, which records the notices of both. */
  readonly speaksFor: NoticeParty | null;
  readonly acceptConsequences: boolean;
}

const RECEIVED_AT = ['input', 'receivedAt'];

/**
 * May this notice be recorded? It was received from the order on and not in the future, which only staff may say; the
 * contract is not over; its party has given none that stands; and nothing was used at or after the end it brings, unless
 * that is confirmed. Domain sections 2, 7 and 9.
 */
export function decideGiveNotice(facts: NoticeFacts, request: NoticeRequest, now: Date): Decision {
  return [
    decideReceiptIsServers(request),
    decideNotAhead(request.receivedAt, now, RECEIVED_AT),
    decideAfterOrder(facts.state, request.receivedAt, RECEIVED_AT),
    decideSpeaker(request),
    decideGoesOn(facts.state, now),
    decideFirstOfParty(facts, request, now),
    decideConsequences(facts, request, now),
  ];
}

/** A customer's notice is received when the server has it. Domain section 9. */
function decideReceiptIsServers({ isReceiptGiven, speaksFor }: NoticeRequest): RuleOutcome {
  if (!isReceiptGiven || speaksFor === null)
    return passed('INVALID_INPUT', 'The instant of receipt is the server’s, or was said by staff.');
  const message =
    'input.receivedAt is for the provider’s staff: your notice is received at the instant at which you send it. Leave it out.';
  return failed(invalidInput(message, RECEIVED_AT));
}

function decideSpeaker({ party, speaksFor }: NoticeRequest): RuleOutcome {
  if (speaksFor === null || speaksFor === party) return passed('INVALID_INPUT', `Notice by the ${party}.`);
  return failed(
    invalidInput(`You give notice as the ${speaksFor}, not as the ${party}.`, ['input', 'party']),
  );
}

function decideGoesOn(state: ContractState, now: Date): RuleOutcome {
  if (!isOver(statusAt(state, now)))
    return passed('INVALID_STATE', `Contract ${state.number} has not ended.`);
  return failedRule(
    'INVALID_STATE',
    `There is nothing left to end: contract ${state.number} ${howOver(state)}.`,
  );
}

function howOver(state: ContractState): string {
  return `${state.cancelledAt === null ? 'ended' : 'was cancelled'} on ${overSince(state)}`;
}

function noticeOf({ notices }: NoticeFacts, party: NoticeParty): Notice | undefined {
  return notices.find((notice) => notice.party === party);
}

function decideFirstOfParty(facts: NoticeFacts, { party }: NoticeRequest, now: Date): RuleOutcome {
  const rule = 'INVALID_STATE';
  const { state } = facts;
  if (isOver(statusAt(state, now))) return notJudged(rule, 'The contract is over.');
  const standing = noticeOf(facts, party);
  if (standing === undefined) return passed(rule, `No notice by the ${party} is in force.`);
  const message = `A notice by the ${party} is in force: it ends contract ${state.number} on ${standing.endsOn}, which a second one does not move.`;
  return failedRule(rule, message);
}

function decideConsequences(facts: NoticeFacts, request: NoticeRequest, now: Date): RuleOutcome {
  const rule = 'NOTICE_HAS_CONSEQUENCES';
  if (isOver(statusAt(facts.state, now))) return notJudged(rule, 'The contract is over.');
  if (noticeOf(facts, request.party) !== undefined)
    return notJudged(rule, 'A notice by this party is in force already.');
  const used = facts.consequences.filter(isUsed);
  if (used.length === 0) return passed(rule, 'Nothing was used at or after the end.');
  if (request.acceptConsequences) return passed(rule, `Confirmed, with ${used.length} used after the end.`);
  const [first, ...others] = used.map(({ explanation }) =>
    ruleBroken(rule, `${explanation} Check the day of receipt, or confirm with \`acceptConsequences\`.`, [
      'input',
      'acceptConsequences',
    ]),
  );
  return failed(first!, ...others);
}

/** What `previewNotice` says beside the decision. Dates are in the provider's time zone. */
export interface NoticeDates {
  /** The first day on which the contract is over. */
  readonly endsOn: LocalDate;
  readonly inTime: boolean;
  /** The last day for notice that ends the term which runs at the receipt; of one that is over, its last term. */
  readonly deadline: LocalDate;
}

/** The dates to which the notice leads; of a contract that is over, those by which it ended. */
export function noticeDates({ state, effect, noticeDays }: NoticeFacts, now: Date): NoticeDates {
  if (isOver(statusAt(state, now))) {
    const endsOn = overSince(state)!;
    return { endsOn, inTime: false, deadline: noticeDeadline(endsOn, noticeDays) };
  }
  return { endsOn: earlierEnd(state, effect), inTime: effect.inTime, deadline: effect.deadline };
}

/** Of two notices the earlier end stands. Domain section 2. */
export function earlierEnd({ noticeEndsOn }: ContractState, { endsOn }: NoticeEffect): LocalDate {
  return noticeEndsOn !== null && noticeEndsOn < endsOn ? noticeEndsOn : endsOn;
}

/** Why a notice ends the contract when it does: every date that the end follows from, in plain English. */
export function explainNotice(facts: NoticeFacts, { party }: NoticeRequest, now: Date): string {
  const { state, effect } = facts;
  const { number, timeZone } = state;
  const { receivedOn, renewsOn, deadline } = effect;
  const { endsOn, deadline: lastDay } = noticeDates(facts, now);
  if (isOver(statusAt(state, now))) {
    const why = state.cancelledAt === null ? `, for which the last day for notice was ${lastDay}` : '';
    return `Contract ${number} ${howOver(state)}${why}. A notice received on ${receivedOn} (${timeZone}) ends nothing.`;
  }
  const standing = noticeOf(facts, party);
  if (standing !== undefined)
    return `A notice by the ${party} is in force, by which contract ${number} ends on ${standing.endsOn}. A further one, received on ${receivedOn} (${timeZone}), does not move that date; the last day for notice before ${renewsOn} is ${deadline}.`;
  const earlier =
    endsOn < effect.endsOn ? ` The other party’s notice ends it before that, on ${endsOn}.` : '';
  return explainEffect(facts) + earlier;
}

function explainEffect({ state, effect, noticeDays }: NoticeFacts): string {
  const { receivedOn, renewsOn, deadline, inTime, endsOn } = effect;
  const term = `Contract ${state.number} is active from ${state.activatesOn} and renews every ${state.termMonths} months, next on ${renewsOn}.`;
  const rule = `With ${noticeDays} days’ notice, the last day for notice before that is ${deadline}.`;
  const receipt = `This notice is received on ${receivedOn} (${state.timeZone})`;
  if (inTime) return `${term} ${rule} ${receipt}, in time: the contract ends on ${endsOn}.`;
  const late = `too late for ${renewsOn}: it takes effect at the renewal date ${endsOn}, for which the last day is ${noticeDeadline(endsOn, noticeDays)}`;
  return `${term} ${rule} ${receipt}, ${late}. The contract ends on ${endsOn}.`;
}
