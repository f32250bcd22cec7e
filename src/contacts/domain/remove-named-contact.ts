import { ContractState, isActiveAt } from '../../contracts/domain/contract-state';
import { Decision, failedRule, passed } from '../../shared/domain/decision';

/** The last contact of an active contract can be replaced but not removed. Domain section 2. */
export function decideRemoveNamedContact(contract: ContractState, now: Date): Decision {
  if (contract.contactsUsed > 1 || !isActiveAt(contract, now)) {
    return [passed('LAST_CONTACT', 'Another contact remains, or the contract is not active.')];
  }
  const message = `This is the last named contact of contract ${contract.number}; replace it instead.`;
  return [failedRule('LAST_CONTACT', message, ['input', 'contactId'])];
}
