import { Decision, failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { decideNotAhead } from '../../shared/domain/instant-rule';
import { invalidInput } from '../../shared/domain/refusal';
import { decideNotEnded } from './active-rule';
import { ContractState, statusAt } from './contract-state';
import { NoticeParty } from './notice';

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
  if (statusAt(contract, now) === 'ENDED') return notJudged(rule, 'The contract has ended.');
  const message = `A notice is in force: contract ${contract.number} ends on ${contract.noticeEndsOn}, which a second notice does not move.`;
  return failedRule(rule, message);
}
