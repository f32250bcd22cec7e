import type { Pool } from 'pg';
import { isSpentConnection } from '../database-fault';
import { Sql, sqlOver, Statement } from '../sql';

/** PostgreSQL returned ROLLBACK for COMMIT. */
export class RolledBack extends Error {
  constructor() {
    super('the transaction was rolled back instead of committed');
  }
}

/**
 * Sends each statement in a transaction of its own, begun by `begin`: all three travel together, in one round trip. Of several
 * faults the first is thrown, which the others follow from.
 */
export function transactionSql(pool: Pool, begin: string): Sql {
  return {
    async rows<Row>(query: Statement | string, values: readonly unknown[] = []): Promise<Row[]> {
      const client = await pool.connect();
      const [begun, read, committed] = await Promise.allSettled([
        client.query(begin),
        sqlOver(client, false).rows<Row>(query, values),
        client.query('COMMIT'),
      ]);
      const fault = [begun, read, committed].find((each) => each.status === 'rejected');
      client.release(isSpentConnection(fault?.reason));
      if (fault !== undefined) throw fault.reason as Error;
      if ((committed as PromiseFulfilledResult<{ command: string }>).value.command !== 'COMMIT')
        throw new RolledBack();
      return (read as PromiseFulfilledResult<Row[]>).value;
    },
  };
}
