import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../domain/contract-state';
import { contractsById } from '../persistence/contracts';

/**
 * A contract that the caller may change, as it is now. Throws Refused (NOT_FOUND), for one of somebody else as for an unknown
 * one.
 */
export async function findContract(context: RequestContext, contractId: string): Promise<ContractState> {
  const contract = await context.loadOwn(contractsById, contractId);
  if (contract !== null) return contract;
  throw new Refused([notFound(context.scope, 'contract', ['contractId'])]);
}
