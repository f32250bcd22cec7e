import { Sql } from '../platform/sql';
import { Counter, COUNTERS } from './counters';

/** A counter that is not what its ledger says. */
export interface Difference {
  readonly of: string;
  readonly kept: string | null;
  readonly rebuilt: string | null;
  /** Null: it belongs to no contract. */
  readonly contractId: string | null;
  readonly row: string;
}

export interface Comparison {
  readonly counter: string;
  readonly differences: readonly Difference[];
}

/**
 * Compares every counter with its ledger, one after the other, as of an instant: now, unless told otherwise. A counter and its ledger are read by one statement, so
 * that what others write meanwhile makes no difference.
 */
export async function* compareCounters(sql: Sql, now = new Date()): AsyncGenerator<Comparison> {
  for (const counter of COUNTERS)
    yield { counter: counter.name, differences: await differencesOf(sql, counter, now) };
}

/** What differs of one counter, as of an instant: everywhere, or of one contract alone. */
export function differencesOf(
  sql: Sql,
  { from, of, contract, row, kept, rebuilt }: Counter,
  now: Date,
  contractId: string | null = null,
): Promise<Difference[]> {
  const where = contractId === null ? '' : `WHERE ${contract} = $2`;
  const text = `SELECT * FROM (SELECT ${of} AS of, (${kept})::text AS kept, (${rebuilt})::text AS rebuilt,
      ${contract ?? 'NULL'}::bigint AS "contractId", (${row})::text AS row
      FROM (SELECT $1::timestamptz AS now) clock, ${from} ${where}) each
    WHERE kept IS DISTINCT FROM rebuilt ORDER BY of`;
  return sql.rows<Difference>(text, contractId === null ? [now] : [now, contractId]);
}
