import { RequestContext } from '../../catalog/request-context';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { ContractIdentity, ContractState, isState } from '../domain/contract-state';
import { ContractSnapshot, snapshotOf } from '../domain/snapshot';
import { contractsAt, stateOf } from '../persistence/contracts';

/**
 * The snapshot of a contract, now (from the counters that came with it) or at another instant (from the ledgers).
 * Throws Refused (INVALID_INPUT) for an instant before the order was received. The snapshot of now needs no promise,
 * of which a list would hold one for each row.
 */
export function readSnapshot(
  context: RequestContext,
  contract: ContractIdentity,
  at: Date | null,
): ContractSnapshot | Promise<ContractSnapshot> {
  if (at !== null || !isState(contract)) return readSnapshotAt(context, contract, at);
  const plan = context.catalog.knownPlan(contract.planId);
  if (plan === null) return readSnapshotAt(context, contract, at);
  return snapshotOf(contract, plan, context.clock.now());
}

async function readSnapshotAt(
  context: RequestContext,
  contract: ContractIdentity,
  at: Date | null,
): Promise<ContractSnapshot> {
  const state = at === null ? await stateOf(context, contract) : await stateAt(context, contract, at);
  const plan = await context.catalog.plan(state.planId);
  return snapshotOf(state, plan, at ?? context.clock.now());
}

async function stateAt(
  context: RequestContext,
  contract: ContractIdentity,
  at: Date,
): Promise<ContractState> {
  const state = await context.load(contractsAt, { id: contract.id, at });
  if (state !== null) return state;
  const received = (await stateOf(context, contract)).orderReceivedAt.toISOString();
  throw new Refused([
    invalidInput(
      `Contract ${contract.number} was ordered at ${received}; ask for that instant or a later one.`,
      ['at'],
    ),
  ]);
}
