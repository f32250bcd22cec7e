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

/** What is known of a request whose contract is locked, and the instant from which it holds. */
export interface LockedForIncident {
  readonly state: ContractState;
  /** Null: there is no such contact. */
  readonly reporter: Reporter | null;
  readonly now: Date;
}

/**
 * Locks the contracts of several requests, then reads the facts about them: in this order, as `lockContract` does. In
 * the order of the requests; null where the contract is not locked, or is not the caller's.
 */
export async function lockForIncidents(
  sql: Sql,
  requests: readonly Request[],
  waits: boolean,
): Promise<readonly (LockedForIncident | null)[]> {
  const wanted = requests.map(({ context, input }) => ({ context, contractId: input.contractId }));
  const locked = await lockContracts(sql, wanted, waits);
  const now = requests[0]!.context.clock.now();
  const contactIds = requests.map(({ input }) => input.contactId);
  const [states, reporters] = await Promise.all([
    contractStatesNow(sql, [...locked], now, null),
    readReporters(sql, contactIds),
  ]);
  const byId = new Map(states.map((state) => [state.id, state]));
  return requests.map(({ context, input }) => {
    const state = byId.get(input.contractId);
    const scope = scopeOf(context.caller);
    if (state === undefined || (scope !== null && scope !== state.customerId)) return null;
    return { state, reporter: reporters.get(input.contactId) ?? null, now };
  });
}
