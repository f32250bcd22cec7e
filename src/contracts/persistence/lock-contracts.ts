import { scopeOf } from '../../shared/domain/caller';
import { Sql, statement } from '../../platform/sql';
import { RequestContext } from '../../catalog/request-context';

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

const LOCK = statement('lock-contracts', locks(''));
const LOCK_FREE = statement('lock-free-contracts', locks('SKIP LOCKED'));

/**
 * Locks several contracts; answers the ids of those that are locked now. Left out are contracts that do not exist or are
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
  const rows = await sql.rows<{ id: string }>(waits ? LOCK : LOCK_FREE, [ids, scopes]);
  return new Set(rows.map(({ id }) => id));
}
