import { columnsOf } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { TimedContract } from '../domain/timed-events';
import { ContractEntity } from './contract.entity';
import { planIdNow } from './contracts';

// The contract is what is locked, as by all who change what its dates follow from. Those that somebody is working on are
// passed over: the next round finds them.
const LOCK_DUE = statement(
  'lock-due-contracts',
  `SELECT c.id FROM contract_timers t JOIN contracts c ON c.id = t.contract_id
   WHERE t.due_at <= $1 ORDER BY t.due_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
);

const TIMED = columnsOf(ContractEntity, 'c', [
  'id',
  'number',
  'orderReceivedAt',
  'orderReceivedOn',
  'activatesOn',
  'termMonths',
  'timeZone',
  'noticeEndsOn',
  'cancelledAt',
  'contactsUsed',
  'nextPlanId',
  'nextPlanFrom',
]);
const READ = statement(
  'read-due-contracts',
  `SELECT ${TIMED}, ${planIdNow('$2::timestamptz')} AS "planId", t.silent_until AS "silentUntil"
   FROM contracts c JOIN contract_timers t ON t.contract_id = c.id WHERE c.id = ANY ($1::bigint[]) ORDER BY c.id`,
);

/** A contract of which time alone may have something to tell. */
export interface DueContract extends TimedContract {
  /** In force now. */
  readonly planId: string;
  readonly silentUntil: Date | null;
}

/** Locks up to `limit` contracts that are due at an instant, found by their index, the longest due first. */
export async function lockDueContracts(sql: Sql, now: Date, limit: number): Promise<DueContract[]> {
  const due = await sql.rows<{ id: string }>(LOCK_DUE, [now, limit]);
  if (due.length === 0) return [];
  return sql.rows<DueContract>(READ, [due.map(({ id }) => id), now]);
}

const SET_DUE = statement(
  'set-due-contracts',
  `UPDATE contract_timers t SET due_at = next.at FROM unnest($1::bigint[], $2::timestamptz[]) AS next (id, at)
   WHERE t.contract_id = next.id`,
);

/** Sets when each is due next; null: never, as it is now. */
export async function setDueContracts(
  sql: Sql,
  next: readonly { readonly id: string; readonly at: Date | null }[],
): Promise<void> {
  await sql.rows(SET_DUE, [next.map(({ id }) => id), next.map(({ at }) => at)]);
}
