import { Decision, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { decideNotEnded } from './active-rule';
import { ContractState, statusAt } from './contract-state';
import { NoticeParty } from './notice';

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
  if (statusAt(state, now) === 'ENDED') return notJudged(rule, 'The contract has ended.');
  if (party === null) return failedRule(rule, `No notice of contract ${state.number} is in force.`);
  if (speaksFor === null || speaksFor === party)
    return passed(
      rule,
      `A notice by the ${party} is in force; it ends the contract on ${state.noticeEndsOn}.`,
    );
  const message = `The notice in force was given by the ${party}, and is theirs to withdraw.`;
  return failedRule(rule, message);
}
