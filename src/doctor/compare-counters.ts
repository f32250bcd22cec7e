import { Sql } from '../platform/sql';
import { Counter, COUNTERS } from './counters';

/** A counter that is not what its ledger says. */
export interface Difference {
  readonly of: string;
  readonly kept: string;
  readonly rebuilt: string | null;
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
  for (const counter of COUNTERS) {
    yield { counter: counter.name, differences: await sql.rows<Difference>(differencesOf(counter), [now]) };
  }
}

function differencesOf({ from, of, kept, rebuilt }: Counter): string {
  return `SELECT * FROM (SELECT ${of} AS of, (${kept})::text AS kept, (${rebuilt})::text AS rebuilt
      FROM (SELECT $1::timestamptz AS now) clock, ${from}) each
    WHERE kept IS DISTINCT FROM rebuilt ORDER BY of`;
}
