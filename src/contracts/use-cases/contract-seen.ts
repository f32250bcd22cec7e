import { RequestContext } from '../../catalog/request-context';
import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import { contractsById } from '../persistence/contracts';

/** The contract that something belongs to. Throws Refused (NOT_FOUND) where the caller sees the thing and not its contract. */
export async function contractSeen(context: RequestContext, contractId: string): Promise<ContractState> {
  const contract = await context.load(contractsById, contractId);
  if (contract === null) throw new Refused([notFound(context.scope, 'contract', ['contract'])]);
  return contract;
}
