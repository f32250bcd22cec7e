import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { Sql, sqlOver } from '../sql';

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
}

/** The database as the features see it: reads on any connection, writes in a transaction. */
export interface Database {
  readonly dataSource: DataSource;
  readonly sql: Sql;
  /** Commits what `work` did, or rolls all of it back when it throws. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

/** The database of a connected data source: its statements and transactions use the pool of TypeORM. */
export function databaseOver(dataSource: DataSource): Database {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  return { dataSource, sql: sqlOver(pool), transaction: (work) => runTransaction(dataSource, work) };
}

/**
 * Connections are pipelined, so a transaction costs no round trip of its own: BEGIN goes out together with the first
 * statement of the work, COMMIT together with the last writes. PostgreSQL returns ROLLBACK for COMMIT where a statement
 * before it failed: that is never taken for success.
 */
async function runTransaction<T>(
  dataSource: DataSource,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    const lastWrites: Promise<unknown>[] = [];
    const withCommit = (write: Promise<unknown>) => void lastWrites.push(write);
    markTransaction(runner);
    try {
      const transaction = { manager: runner.manager, sql: sqlOver(client), withCommit };
      const [, result] = await Promise.all([client.query('BEGIN'), work(transaction)]);
      const [committed] = await Promise.all([client.query('COMMIT'), ...lastWrites]);
      if (committed.command !== 'COMMIT')
        throw new Error('the transaction was rolled back instead of committed');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  } finally {
    await runner.release();
  }
}

/**
 * Lets TypeORM know of a transaction that it did not begin itself. Otherwise `manager.save` begins one of its own on the
 * same connection, and its commit ends this one half way. Now it works inside it, and a nested one is a savepoint.
 */
function markTransaction(runner: QueryRunner): void {
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
}
