import { ContractState, overSince, statusAt } from '../../contracts/domain/contract-state';
import { Decision, failedRule, passed, RuleOutcome } from '../../shared/domain/decision';

/** May the contract be cancelled? As long as it is ORDERED: afterwards notice ends it. Domain section 7. */
export function decideCancelContract(state: ContractState, now: Date): Decision {
  return [decideNotBegun(state, now)];
}

function decideNotBegun(state: ContractState, now: Date): RuleOutcome {
  const rule = 'INVALID_STATE';
  const { number, activatesOn } = state;
  switch (statusAt(state, now)) {
    case 'CANCELLED':
      return failedRule(rule, `Contract ${number} was cancelled already, on ${overSince(state)}.`);
    case 'ENDED':
      return failedRule(rule, `Contract ${number} ended on ${overSince(state)}.`);
    case 'ACTIVE':
    case 'NOTICE_GIVEN':
      return failedRule(
        rule,
        `Contract ${number} has been active since ${activatesOn}; end it with a notice (giveNotice).`,
      );
    default:
      return passed(rule, `Contract ${number} becomes active on ${activatesOn}.`);
  }
}
