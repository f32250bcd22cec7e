import { batch, Batch } from './batch';
import { inOrderOf } from './align-rows';
import { statement } from '../sql';

/**
 * The batch that counts the rows of a table for many parents at once; 0 where a parent has none. Table and column are
 * text from the code, never from a client. What `totalCount` of a list inside a list asks.
 */
export function countsBy(name: string, table: string, parentColumn: string): Batch<string, number> {
  const counts = statement(
    name,
    `SELECT ${parentColumn} AS parent, count(*)::int AS count FROM ${table}
     WHERE ${parentColumn} = ANY($1::bigint[]) GROUP BY ${parentColumn}`,
  );
  return batch(name, async ({ database }, parentIds) => {
    const rows = await database.sql.rows<{ parent: string; count: number }>(counts, [parentIds]);
    return inOrderOf(parentIds, rows, (row) => row.parent).map((row) => row?.count ?? 0);
  });
}
