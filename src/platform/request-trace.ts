import { Sql, Statement } from './sql';
import { Database } from './transactions/database';

/** The trace of one request that is recorded. It goes along to the database by hand: what finds it by itself makes every promise dear. */
export interface RequestTrace {
  /** Notes how long the work took and whether it failed, as a span within that of the request. Returns the work itself. */
  during<T>(name: string, work: Promise<T>): Promise<T>;
}

/** The database whose every statement and transaction is noted in the trace; without one the database itself. */
export function tracedDatabase(database: Database, trace: RequestTrace | null): Database {
  if (trace === null) return database;
  return {
    dataSource: database.dataSource,
    tellsPositions: database.tellsPositions,
    sql: tracedSql(database.sql, trace),
    transaction: (work) =>
      trace.during(
        'transaction',
        database.transaction((transaction) =>
          work({ ...transaction, sql: tracedSql(transaction.sql, trace) }),
        ),
      ),
    scopedTo: (tenant) => tracedDatabase(database.scopedTo(tenant), trace),
  };
}

function tracedSql(sql: Sql, trace: RequestTrace): Sql {
  return { rows: (query, values) => trace.during(nameOf(query), sql.rows(query, values)) };
}

/** The name of a statement, else its first word. */
function nameOf(query: Statement | string): string {
  return typeof query === 'string' ? (/\w+/.exec(query)?.[0] ?? 'statement') : query.name;
}
