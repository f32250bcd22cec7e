import { Database } from '../../src/platform/transactions/database';

/**
 * How many rows every table holds: what a refused write must not have changed. Aside are decisions, which refusals
 * leave, the ends of audit chains, which follow the entries, and mails, which a job makes of events.
 */
export async function rowCounts({ dataSource }: Database): Promise<Record<string, number>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
     AND table_name NOT IN ('decision_records', 'audit_chains', 'mails') ORDER BY 1`,
  );
  const counting = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::int AS count FROM "${name}"`,
  );
  const counts = await dataSource.query<{ name: string; count: number }[]>(counting.join(' UNION ALL '));
  return Object.fromEntries(counts.map(({ name, count }) => [name, count]));
}
