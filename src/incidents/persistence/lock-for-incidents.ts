import { ContractState } from '../../contracts/domain/contract-state';
import { contractStatesNow } from '../../contracts/persistence/contract-state';
import { lockContracts } from '../../contracts/persistence/lock-contract';
import { scopeOf } from '../../shared/domain/caller';
import { Sql } from '../../platform/sql';
import { RequestContext } from '../../catalog/request-context';
import { Reporter } from '../domain/incident-facts';
import { readReporters } from './reporters';

interface Request {
  readonly context: RequestContext;
  readonly input: { readonly contractId: string; readonly contactId: string };
}

/** What is known of the contracts that are locked, and the instant from which it holds. */
export interface LockedForIncidents {
  readonly now: Date;
  /** By contact id. */
  readonly reporters: ReadonlyMap<string, Reporter>;
  /** Null where the contract is not locked, or is not the caller's. */
  stateFor(request: Request): ContractState | null;
}

/** Locks the contracts of several requests, then reads the facts about them: in this order, as `lockContract` does. */
export async function lockForIncidents(
  sql: Sql,
  requests: readonly Request[],
  waits: boolean,
): Promise<LockedForIncidents> {
  const wanted = requests.map(({ context, input }) => ({ context, contractId: input.contractId }));
  const locked = await lockContracts(sql, wanted, waits);
  const now = requests[0]!.context.clock.now();
  const contactIds = requests.map(({ input }) => input.contactId);
  const [states, reporters] = await Promise.all([
    contractStatesNow(sql, [...locked], now, null),
    readReporters(sql, contactIds),
  ]);
  const byId = new Map(states.map((state) => [state.id, state]));
  const stateFor = ({ context, input }: Request) => {
    const state = byId.get(input.contractId) ?? null;
    const scope = scopeOf(context.caller);
    return state !== null && (scope === null || scope === state.customerId) ? state : null;
  };
  return { now, reporters, stateFor };
}
