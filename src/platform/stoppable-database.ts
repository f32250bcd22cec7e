import { Database } from './transactions/database';

/**
 * The database as a request sees it that may be over before it is answered: asks first, in every read and before a
 * transaction begins. One that has begun goes on to its end.
 */
export function stoppableDatabase(database: Database, refuseWhenOver: () => void): Database {
  return {
    dataSource: database.dataSource,
    sql: {
      rows: (statement, values) => {
        refuseWhenOver();
        return database.sql.rows(statement, values);
      },
    },
    transaction: (work) => {
      refuseWhenOver();
      return database.transaction(work);
    },
  };
}
