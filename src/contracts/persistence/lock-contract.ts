import { RequestContext } from '../../catalog/request-context';
import { allEnded } from '../../platform/all-ended';
import { inOrderOf } from '../../platform/reads/align-rows';
import { Sees, scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, Sql } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { ownOf, TenantScope } from '../../shared/domain/tenant-scope';
import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import { contractStatesNow } from './contracts';

const LOCK = scopedStatement(
  'lock-contract',
  '$2',
  (sees) => `SELECT c.id FROM contracts c WHERE c.id = $1 AND ${sees.contract('c')} FOR UPDATE`,
);

/** What the lock of a contract is called where transactions say what they will lock. */
export function contractLock(contractId: string): string {
  return `contract ${contractId}`;
}

/** A contract that nobody else can use a limit of until the transaction ends, and the instant from which that holds. */
export interface LockedContract {
  readonly state: ContractState;
  readonly now: Date;
}

/**
 * Locks the contract, then reads its facts: in this order, since only facts read by a later statement are sure to hold
 * what the previous holder of the lock has written. Throws Refused (NOT_FOUND), for a contract of somebody else as for
 * one that does not exist.
 */
export async function lockContract(
  context: RequestContext,
  { sql, journal, willLock }: UnitOfWork,
  contractId: string,
  path: readonly string[],
): Promise<LockedContract> {
  const own = ownOf(context.scope);
  willLock(contractLock(contractId));
  const locked = await firstRow(sql, LOCK(own), [contractId, scopeValue(own, context.clock.now())]);
  if (locked === null) throw new Refused([notFound(context.scope, 'contract', path)]);
  journal.concerns(contractId);
  const now = context.clock.now();
  const [state] = await contractStatesNow(sql, [contractId], now, own);
  return { state: state!, now };
}

// In the order of ids, so that two transactions that take several locks never wait for each other.
const locks = (orPass: string) => (sees: Sees) =>
  `SELECT c.id FROM contracts c WHERE c.id = ANY($1::bigint[]) AND ${sees.contract('c')}
   ORDER BY c.id FOR UPDATE ${orPass}`;

const LOCK_SEVERAL = scopedStatement('lock-contracts', '$2', locks(''));
const LOCK_FREE = scopedStatement('lock-free-contracts', '$2', locks('SKIP LOCKED'));

/**
 * Locks several contracts for callers of one tenant scope; returns the ids of those that are locked now. Left out are
 * contracts that the scope does not see and, where it does not wait, those that another transaction holds. Facts are to be
 * read by later statements, as after `lockContract`.
 */
export async function lockContracts(
  sql: Sql,
  { scope, clock }: Pick<RequestContext, 'scope' | 'clock'>,
  contractIds: readonly string[],
  waits: boolean,
): Promise<ReadonlySet<string>> {
  const locking = waits ? LOCK_SEVERAL(scope) : LOCK_FREE(scope);
  const rows = await sql.rows<{ id: string }>(locking, [contractIds, scopeValue(scope, clock.now())]);
  return new Set(rows.map(({ id }) => id));
}

/** What is locked for several requests of one tenant scope. */
export interface WantedLocks {
  readonly requests: readonly {
    readonly context: RequestContext;
    readonly input: { readonly contractId: string };
  }[];
  readonly waits: boolean;
}

/**
 * Locks the contracts of requests as `lockContracts` does, then reads their facts as `seenBy` sees them, and what else is to be read
 * behind the lock. In the order of the requests; null where the contract is not locked, or not seen. A lock that waits for nobody is
 * held before the next statement of its connection reads, so that all go out in one round trip.
 */
export async function lockAndRead<Also>(
  sql: Sql,
  { requests, waits }: WantedLocks,
  { lockedBy, seenBy }: { readonly lockedBy: TenantScope; readonly seenBy: TenantScope },
  also: () => Promise<Also>,
): Promise<readonly [contracts: readonly (LockedContract | null)[], also: Also]> {
  const { clock } = requests[0]!.context;
  const contractIds = requests.map(({ input }) => input.contractId);
  const locking = lockContracts(sql, { scope: lockedBy, clock }, contractIds, waits);
  const wanted = waits ? [...(await locking)] : [...new Set(contractIds)];
  const now = clock.now();
  const [locked, states, more] = await allEnded(locking, contractStatesNow(sql, wanted, now, seenBy), also());
  const contracts = inOrderOf(contractIds, states, ({ id }) => id).map((state) =>
    state && locked.has(state.id) ? { state, now } : null,
  );
  return [contracts, more];
}

/** The same for a tenant scope that changes its own contracts. */
export function lockOwnAndRead<Also>(
  sql: Sql,
  wanted: WantedLocks,
  also: () => Promise<Also>,
): Promise<readonly [contracts: readonly (LockedContract | null)[], also: Also]> {
  const own = ownOf(wanted.requests[0]!.context.scope);
  return lockAndRead(sql, wanted, { lockedBy: own, seenBy: own }, also);
}
