import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { contractsById } from '../persistence/contracts';

/** The contract as it is now. Throws Refused (NOT_FOUND), for one of somebody else as for an unknown one. */
export async function findContract(context: RequestContext, contractId: string): Promise<ContractState> {
  const contract = await context.load(contractsById, contractId);
  if (contract !== null) return contract;
  throw new Refused([ruleBroken('NOT_FOUND', 'There is no such contract.', ['contractId'])]);
}
