import { RequestContext } from '../../catalog/request-context';
import { ContractIdentity, ContractState, isState } from '../domain/contract-state';
import { contractsById } from './contracts';

/**
 * The contract as it is now. One that came with its state is answered as it came; where a list brought no more than the
 * identity, the states of all its rows are read in one statement, and only once something asks for them.
 */
export async function stateOf(
  context: RequestContext,
  contract: ContractIdentity | ContractState,
): Promise<ContractState> {
  if (isState(contract)) return contract;
  const state = await context.load(contractsById, contract.id);
  if (state === null) throw new Error(`the caller does not see contract ${contract.id}`);
  return state;
}
