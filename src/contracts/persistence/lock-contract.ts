import { RequestContext } from '../../catalog/request-context';
import { firstRow, Sql, statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { scopeOf } from '../../shared/domain/caller';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { ContractState } from '../domain/contract-state';
import { contractStatesNow } from './contracts';

const LOCK = statement(
  'lock-contract',
  `SELECT id FROM contracts WHERE id = $1 AND ($2::bigint IS NULL OR customer_id = $2) FOR UPDATE`,
);

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
  { sql, journal }: UnitOfWork,
  contractId: string,
  path: readonly string[],
): Promise<LockedContract> {
  const scope = scopeOf(context.caller);
  const locked = await firstRow(sql, LOCK, [contractId, scope]);
  if (locked === null) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such contract.', path)]);
  journal.concerns(contractId);
  const now = context.clock.now();
  const [state] = await contractStatesNow(sql, [contractId], now, scope);
  return { state: state!, now };
}

/** A request for the lock of a contract, by whom. */
export interface LockRequest {
  readonly context: RequestContext;
  readonly contractId: string;
}

// In the order of ids, so that two transactions that take several locks never wait for each other.
const locks = (orPass: string) => `SELECT c.id
  FROM contracts c JOIN unnest($1::bigint[], $2::bigint[]) AS wanted (id, scope)
    ON wanted.id = c.id AND (wanted.scope IS NULL OR wanted.scope = c.customer_id)
  ORDER BY c.id FOR UPDATE OF c ${orPass}`;

const LOCK_SEVERAL = statement('lock-contracts', locks(''));
const LOCK_FREE = statement('lock-free-contracts', locks('SKIP LOCKED'));

/**
 * Locks several contracts; returns the ids of those that are locked now. Left out are contracts that do not exist or are
 * not the caller's, and, where it does not wait, those that another transaction holds. Facts are to be read by later
 * statements, as after `lockContract`.
 */
export async function lockContracts(
  sql: Sql,
  requests: readonly LockRequest[],
  waits: boolean,
): Promise<ReadonlySet<string>> {
  const ids = requests.map(({ contractId }) => contractId);
  const scopes = requests.map(({ context }) => scopeOf(context.caller));
  const rows = await sql.rows<{ id: string }>(waits ? LOCK_SEVERAL : LOCK_FREE, [ids, scopes]);
  return new Set(rows.map(({ id }) => id));
}
