import type { Pool, PoolClient, QueryResult } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { allEnded } from '../all-ended';
import { isRolledBack, isSpentConnection, OutcomeUnknown } from '../database-fault';
import { poolOf } from '../pool-of';
import { Sql, sqlOver, Statement } from '../sql';
import { RolledBack, transactionSql } from './transaction-sql';

/** What could end the transaction under its owner, or leave it, is left out. */
type TransactionManager = Omit<
  EntityManager,
  'queryRunner' | 'release' | 'query' | 'connection' | 'dataSource'
>;

/** One open transaction: TypeORM's manager for entities and plain SQL, on the same connection. */
export interface Transaction {
  readonly manager: TransactionManager;
  readonly sql: Sql;
  /** Lets a write, already sent, travel with the commit: it is awaited there, and fails the transaction as any other. */
  readonly withCommit: (write: Promise<unknown>) => void;
  /** Tells, once it is committed, up to where the log of PostgreSQL has it; never where nobody keeps positions. */
  readonly whenCommitted: (tell: (position: string) => void) => void;
}

/** Whose rows a statement may see, at most: a customer's with those of its own customers, one provider's, or all. */
export interface Tenant {
  readonly customerId: string | null;
  readonly providerId: string | null;
}

/** The tenant as a text, by which what belongs to it is kept; null for all rows. */
export function tenantKey({ customerId, providerId }: Tenant): string | null {
  return customerId === null && providerId === null ? null : `${customerId ?? ''} ${providerId ?? ''}`;
}

/** The database as the features see it: reads on any connection, writes in a transaction. */
export interface Database {
  readonly dataSource: DataSource;
  readonly sql: Sql;
  /** Whether transactions tell where they were committed. */
  readonly tellsPositions: boolean;
  /** Commits what `work` did, or rolls all of it back when it throws. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** The same database as the tenant sees it: the row-level security of PostgreSQL lets no other row through. */
  scopedTo(tenant: Tenant): Database;
}

/** How the connections of a pool are given to a tenant, until the next one; null: nothing is needed. */
export interface Binding {
  /** What begins a transaction. */
  readonly begin: string;
  /** Whether connections are given for a transaction alone, and keep nothing of it: each statement has one of its own then. */
  readonly isLocal?: boolean;
  /** Sends what has to come first; undefined where the connection is bound already. */
  readonly bind: (client: PoolClient) => Promise<unknown> | undefined;
  /** Makes the connection unbound: what was sent last may have been undone, or have failed. */
  readonly forget: (client: PoolClient) => void;
}

/**
 * The database of a connected data source: its statements and transactions use the pool of TypeORM. Without `scopedTo`
 * every tenant is served by the same connections, as suits the owner's own work, and tests.
 */
export function databaseOver(
  dataSource: DataSource,
  scopedTo?: Database['scopedTo'],
  binding: Binding | null = null,
  tellsPositions = false,
): Database {
  const pool = poolOf(dataSource);
  return {
    dataSource,
    sql: sqlOfPool(pool, binding),
    tellsPositions,
    transaction: (work) => runTransaction(dataSource, { binding, tellsPositions }, work),
    scopedTo(tenant) {
      return scopedTo?.(tenant) ?? this;
    },
  };
}

function sqlOfPool(pool: Pool, binding: Binding | null): Sql {
  if (binding === null) return sqlOver(pool);
  return binding.isLocal === true ? transactionSql(pool, binding.begin) : boundSql(pool, binding);
}

/** A connection that could not be bound is closed, and what was read on it is not returned. */
function boundSql(pool: Pool, { bind, forget }: Binding): Sql {
  return {
    async rows<Row>(query: Statement | string, values: readonly unknown[] = []): Promise<Row[]> {
      const client = await pool.connect();
      const bound = bind(client);
      const [binding, read] = await Promise.allSettled([bound, sqlOver(client).rows<Row>(query, values)]);
      if (binding.status === 'rejected') forget(client);
      const fault = [binding, read].find((each) => each.status === 'rejected');
      client.release(binding.status === 'rejected' || isSpentConnection(fault?.reason));
      if (fault !== undefined) throw fault.reason as Error;
      return (read as PromiseFulfilledResult<Row[]>).value;
    },
  };
}

/**
 * Connections are pipelined, so a transaction costs no round trip of its own: BEGIN goes out together with the first
 * statement of the work, COMMIT together with the last writes. PostgreSQL returns ROLLBACK for COMMIT where a statement
 * before it failed: that is never taken for success. A connection is bound inside, so that no work is done where that fails.
 */
async function runTransaction<T>(
  dataSource: DataSource,
  { binding, tellsPositions }: { readonly binding: Binding | null; readonly tellsPositions: boolean },
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    const lastWrites: Promise<unknown>[] = [];
    let mayBeCommitted = false;
    const withCommit = (write: Promise<unknown>) => {
      // Where the work throws after it, nobody awaits it.
      write.catch(() => undefined);
      lastWrites.push(write);
    };
    const told: ((position: string) => void)[] = [];
    const whenCommitted = (tell: (position: string) => void) => void told.push(tell);
    markTransaction(runner);
    try {
      const sql = sqlOver(client, binding?.isLocal !== true);
      const transaction = { manager: runner.manager, sql, withCommit, whenCommitted };
      const begun = client.query(binding?.begin ?? 'BEGIN');
      // To its end in any case: nothing of the work may come after the ROLLBACK.
      const [, , result] = await allEnded(begun, binding?.bind(client), work(transaction));
      mayBeCommitted = true;
      // In the order in which they were sent, whichever is heard of first: those after a write that failed only follow from it.
      const ended = await allEnded(...lastWrites, commit(client, tellsPositions));
      const position = ended.at(-1) as string | null;
      if (position !== null) for (const tell of told) tell(position);
      return result;
    } catch (error) {
      binding?.forget(client);
      if (isSpentConnection(error)) close(client);
      else await client.query('ROLLBACK').catch(() => undefined);
      if (mayBeCommitted && !(error instanceof RolledBack) && !isRolledBack(error))
        throw new OutcomeUnknown(error);
      throw error;
    }
  } finally {
    await runner.release();
  }
}

/** After the commit, in the same round trip. */
const COMMIT_AND_TELL = 'COMMIT; SELECT pg_current_wal_insert_lsn()::text AS position';

/** Returns up to where the log has it, if that is to be told. Throws RolledBack. */
async function commit(client: PoolClient, tellsPositions: boolean): Promise<string | null> {
  if (!tellsPositions) {
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new RolledBack();
    return null;
  }
  // Of two statements in one text the driver returns both results.
  const results = (await client.query(COMMIT_AND_TELL)) as unknown as QueryResult<{ position: string }>[];
  if (results[0]!.command !== 'COMMIT') throw new RolledBack();
  return results[1]!.rows[0]!.position;
}

/** The pool throws away a client that is ending; nobody waits for a server that says nothing. */
function close(client: PoolClient): void {
  void client.end().catch(() => undefined);
}

/**
 * Lets TypeORM know of a transaction that it did not begin itself. Otherwise `manager.save` begins one of its own on the
 * same connection, and its commit ends this one half way. Now it works inside it, and a nested one is a savepoint.
 */
function markTransaction(runner: QueryRunner): void {
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
}
