import { Sql } from '../sql';

/** Up to which the rows of a list are counted; beyond it, their number is the planner's estimate. */
export const EXACT_UP_TO = 10_000;

/** How many rows a list has, and whether that is an estimate. */
export interface Total {
  readonly count: number;
  readonly isEstimate: boolean;
}

interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Plan Rows': number } }];
}

/**
 * Counts the rows of a statement up to `EXACT_UP_TO`. `few` returns no more than one row beyond that and no row twice, `all`
 * every one; all are texts from the code with the same placeholders. An estimate is never below what was counted.
 */
export async function estimatedCount(
  sql: Sql,
  { few, all }: { readonly few: string; readonly all: string },
  values: readonly unknown[],
): Promise<Total> {
  const [counted] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${few}) few`,
    values,
  );
  const { count } = counted!;
  if (count <= EXACT_UP_TO) return { count, isEstimate: false };
  return { count: Math.max(count, await estimateOf(sql, all, values)), isEstimate: true };
}

async function estimateOf(sql: Sql, text: string, values: readonly unknown[]): Promise<number> {
  const [explained] = await sql.rows<Explained>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  // GraphQL has no greater whole number.
  return Math.min(Math.round(explained!['QUERY PLAN'][0].Plan['Plan Rows']), 2 ** 31 - 1);
}
