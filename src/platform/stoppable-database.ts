import { RequestLifetime } from './request-lifetime';
import { Database } from './transactions/database';

/**
 * The database of a request that may be over before it is done: refuses every read then, and to begin a
 * transaction begins. One that has begun goes on to its end.
 */
export function stoppableDatabase(database: Database, lifetime: RequestLifetime): Database {
  return {
    dataSource: database.dataSource,
    sql: {
      rows: (statement, values) => {
        lifetime.refuseReadsWhenOver();
        return database.sql.rows(statement, values);
      },
    },
    transaction: (work) => {
      lifetime.refuseReadsWhenOver();
      return database.transaction(work);
    },
  };
}
