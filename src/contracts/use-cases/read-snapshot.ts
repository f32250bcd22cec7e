import { RequestContext } from '../../catalog/request-context';
import { Moment } from '../../shared/domain/moment';
import { ContractIdentity, ContractState, isState } from '../domain/contract-state';
import { ContractSnapshot, snapshotOf } from '../domain/snapshot';
import { contractsAt, knownPlanFacts, planFacts, stateOf } from '../persistence/contracts';

/**
 * The snapshot of a contract, now (null; from the counters that came with it) or at another moment (from the ledgers).
 * The snapshot of now needs no promise, of which a list would have one for each row.
 */
export function readSnapshot(
  context: RequestContext,
  contract: ContractIdentity,
  moment: Moment | null,
): ContractSnapshot | Promise<ContractSnapshot> {
  const facts = moment === null && isState(contract) ? knownPlanFacts(context, contract) : null;
  if (facts === null) return readSnapshotAt(context, contract, moment);
  return snapshotOf(facts, context.clock.now());
}

async function readSnapshotAt(
  context: RequestContext,
  contract: ContractIdentity,
  moment: Moment | null,
): Promise<ContractSnapshot> {
  const state = moment === null ? await stateOf(context, contract) : await stateAt(context, contract, moment);
  const facts = await planFacts(context, state);
  return snapshotOf(facts, moment?.at ?? context.clock.now());
}

async function stateAt(
  context: RequestContext,
  { id }: ContractIdentity,
  moment: Moment,
): Promise<ContractState> {
  const state = await context.load(contractsAt, { id, moment });
  if (state === null) throw new Error(`the caller does not see contract ${id}`);
  return state;
}
