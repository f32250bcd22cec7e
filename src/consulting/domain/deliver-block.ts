import { activationInstant, ContractState } from '../../contracts/domain/contract-state';
import { decideNotAhead, Decision, failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { BlockStatus, decideTransition } from './consulting-block';

const PATH = ['input', 'deliveredAt'];

/**
 * May the block be marked as delivered then? It is BOOKED, and the instant lies from the activation of the contract to
 * now. It may lie before the appointment, which somebody may have brought forward. Domain section 6.
 */
export function decideDeliverBlock(
  status: BlockStatus,
  contract: ContractState,
  deliveredAt: Date,
  now: Date,
): Decision {
  return [
    decideTransition(status, 'DELIVERED'),
    decideNotAhead(deliveredAt, now, PATH),
    decideAfterActivation(contract, deliveredAt),
  ];
}

function decideAfterActivation(contract: ContractState, deliveredAt: Date): RuleOutcome {
  if (deliveredAt >= activationInstant(contract))
    return passed('INVALID_INPUT', 'The contract was active by then.');
  const message = `Contract ${contract.number} became active on ${contract.activatesOn}; nothing was delivered before.`;
  return failed(invalidInput(message, PATH));
}
