import { keepDerived } from '../../src/contracts/persistence/contract-derived';
import { Sql } from '../../src/platform/sql';

const AT_ONCE = 10_000;

/** Writes what lists read of contracts, where it does not hold at an instant, as the program does after a write. Returns of how many. */
export async function keepLists(sql: Sql, now: Date): Promise<number> {
  const due = await sql.rows<{ id: string }>(
    'SELECT id FROM contracts WHERE derived_until <= $1 OR derived_from > $1 ORDER BY id',
    [now],
  );
  for (let from = 0; from < due.length; from += AT_ONCE)
    await keepDerived(
      sql,
      due.slice(from, from + AT_ONCE).map(({ id }) => id),
      now,
    );
  return due.length;
}
