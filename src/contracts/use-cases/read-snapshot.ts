import { CatalogContext } from '../../catalog/catalog-context';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import { ContractSnapshot, snapshotOf } from '../domain/snapshot';
import { contractsAt } from '../persistence/contracts';

/**
 * The snapshot of a contract, now (from the counters that came with it) or at another instant (from the ledgers).
 * Throws Refused (INVALID_INPUT) for an instant before the order was received. The snapshot of now needs no promise,
 * of which a list would hold one for each row.
 */
export function readSnapshot(
  context: CatalogContext,
  contract: ContractState,
  at: Date | null,
): ContractSnapshot | Promise<ContractSnapshot> {
  const plan = at === null ? context.catalog.knownPlan(contract.planId) : null;
  return plan === null
    ? readSnapshotAt(context, contract, at)
    : snapshotOf(contract, plan, context.clock.now());
}

async function readSnapshotAt(
  context: CatalogContext,
  contract: ContractState,
  at: Date | null,
): Promise<ContractSnapshot> {
  const state = at === null ? contract : await stateAt(context, contract, at);
  const plan = await context.catalog.plan(state.planId);
  return snapshotOf(state, plan, at ?? context.clock.now());
}

async function stateAt(context: CatalogContext, contract: ContractState, at: Date): Promise<ContractState> {
  const state =
    at < contract.orderReceivedAt ? null : await context.load(contractsAt, { id: contract.id, at });
  if (state !== null) return state;
  const received = contract.orderReceivedAt.toISOString();
  throw new Refused([
    invalidInput(
      `Contract ${contract.number} was ordered at ${received}; ask for that instant or a later one.`,
      ['at'],
    ),
  ]);
}
