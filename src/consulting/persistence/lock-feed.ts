import { Sql, statement } from '../../platform/sql';

/** Any number; the same for every process that writes this product's feed. */
const FEED_LOCK = 7_262_348_002;

const LOCK = statement('lock-consulting-feed', 'SELECT pg_advisory_xact_lock($1)');

/**
 * Keeps everybody else from adding to the feed until the transaction ends. PostgreSQL gives the lock back after the
 * commit can be seen. Taken after the lock of a contract, never before.
 */
export async function lockFeed(sql: Sql): Promise<void> {
  await sql.rows(LOCK, [FEED_LOCK]);
}
