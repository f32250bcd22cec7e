import { Sees, scopedStatement, scopeValue } from '../scoped-statement';
import { statement } from '../sql';
import { inOrderOf } from './align-rows';
import { batch, Batch, BatchReader } from './batch';

/**
 * The batch that counts the rows of a table for many parents at once; 0 where a parent has none. Table and column are
 * text from the code, never from a client. What `totalCount` of a list inside a list asks.
 */
export function countsBy(name: string, table: string, parentColumn: string): Batch<string, number> {
  const counts = statement(name, countingOf(table, parentColumn));
  return countsOf(name, ({ database }, parentIds) => database.sql.rows<Count>(counts, [parentIds]));
}

/** The same of the rows that the caller sees. */
export function seenCountsBy(
  name: string,
  table: string,
  parentColumn: string,
  condition: (sees: Sees) => string,
): Batch<string, number> {
  const counts = scopedStatement(name, '$2', (sees) => countingOf(table, parentColumn, condition(sees)));
  return countsOf(name, ({ database, clock, scope }, parentIds) =>
    database.sql.rows<Count>(counts(scope), [parentIds, scopeValue(scope, clock.now())]),
  );
}

interface Count {
  readonly parent: string;
  readonly count: number;
}

function countingOf(table: string, parentColumn: string, condition = 'true'): string {
  return `SELECT ${parentColumn} AS parent, count(*)::int AS count FROM ${table}
    WHERE ${parentColumn} = ANY($1::bigint[]) AND ${condition} GROUP BY ${parentColumn}`;
}

function countsOf(
  name: string,
  count: (reader: BatchReader, parentIds: readonly string[]) => Promise<readonly Count[]>,
): Batch<string, number> {
  return batch(name, async (reader, parentIds) => {
    const rows = await count(reader, parentIds);
    return inOrderOf(parentIds, rows, (row) => row.parent).map((row) => row?.count ?? 0);
  });
}
