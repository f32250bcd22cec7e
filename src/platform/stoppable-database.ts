import { RequestLifetime } from './request-lifetime';
import { tracedDatabase } from './request-trace';
import { Sql } from './sql';
import { Database } from './transactions/database';

/** Statements of one request that are in flight at a time: a document of many lists does not take all connections. */
const STATEMENTS_A_REQUEST = 4;

/**
 * The database of a request that may be over before it is done: then it refuses every read, and to begin a transaction.
 * One that has begun goes on to its end. Reads above four at a time wait for an earlier one; those
 * of a dear request follow each other, at its pace. All are noted in its trace, where it has one by now.
 */
export function stoppableDatabase(untraced: Database, lifetime: RequestLifetime): Database {
  const database = tracedDatabase(untraced, lifetime.trace);
  return {
    dataSource: database.dataSource,
    tellsPositions: database.tellsPositions,
    sql: fewAtATime(lifetime, {
      rows: (statement, values) => {
        lifetime.refuseReadsWhenOver();
        return lifetime.databaseTime.during(database.sql.rows(statement, values));
      },
    }),
    transaction: (work) => {
      lifetime.refuseReadsWhenOver();
      return lifetime.databaseTime.during(database.transaction(work));
    },
    scopedTo: (tenant) => stoppableDatabase(untraced.scopedTo(tenant), lifetime),
  };
}

function fewAtATime(lifetime: RequestLifetime, sql: Sql): Sql {
  let inFlight = 0;
  const waiting: (() => void)[] = [];
  return {
    async rows(statement, values) {
      const most = lifetime.pace === null ? STATEMENTS_A_REQUEST : 1;
      if (inFlight >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      inFlight += 1;
      try {
        if (lifetime.pace !== null) await lifetime.pace();
        return await sql.rows(statement, values);
      } finally {
        inFlight -= 1;
        waiting.shift()?.();
      }
    },
  };
}
