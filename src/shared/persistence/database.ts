import type { PoolClient, Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { Sql, sqlOver } from './sql';

/** One open transaction: TypeORM's manager for entities and the SQL door, on the same connection. */
export interface Transaction {
  readonly manager: EntityManager;
  readonly sql: Sql;
}

/** The database as the features see it: reads on any connection, writes in a transaction. */
export interface Database {
  readonly dataSource: DataSource;
  readonly sql: Sql;
  /** Commits what `work` did, or rolls all of it back when it throws. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

export function databaseOver(dataSource: DataSource): Database {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  return {
    dataSource,
    sql: sqlOver(pool),
    async transaction(work) {
      const runner = dataSource.createQueryRunner();
      try {
        const client = (await runner.connect()) as PoolClient;
        await runner.startTransaction();
        const result = await work({ manager: runner.manager, sql: sqlOver(client) });
        await runner.commitTransaction();
        return result;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
        throw error;
      } finally {
        await runner.release();
      }
    },
  };
}
