import { failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { ContractState, statusAt } from './contract-state';

type Dates = Pick<ContractState, 'number' | 'activatesOn' | 'noticeEndsOn' | 'timeZone'>;

/** Passes where the contract is active at the instant. Domain section 5, contract not active. */
export function decideActive(contract: Dates, at: Date): RuleOutcome {
  switch (statusAt(contract, at)) {
    case 'ORDERED':
      return failedRule(
        'CONTRACT_NOT_ACTIVE',
        `Contract ${contract.number} is ordered and becomes active on ${contract.activatesOn}.`,
      );
    case 'ENDED':
      return hasEnded(contract);
    default:
      return passed(
        'CONTRACT_NOT_ACTIVE',
        `Contract ${contract.number} has been active since ${contract.activatesOn}.`,
      );
  }
}

/** Passes where the contract has not ended: before its activation it can be prepared. */
export function decideNotEnded(contract: Dates, at: Date): RuleOutcome {
  if (statusAt(contract, at) === 'ENDED') return hasEnded(contract);
  return passed('CONTRACT_NOT_ACTIVE', `Contract ${contract.number} has not ended.`);
}

function hasEnded(contract: Dates): RuleOutcome {
  return failedRule('CONTRACT_NOT_ACTIVE', `Contract ${contract.number} ended on ${contract.noticeEndsOn}.`);
}
