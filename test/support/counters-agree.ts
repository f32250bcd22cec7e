import { compareCounters } from '../../src/doctor/compare-counters';
import { Database } from '../../src/platform/transactions/database';

/** Expects that the doctor finds nothing, at an instant of the test's clock. */
export async function countersAgree({ sql }: Pick<Database, 'sql'>, now = new Date()): Promise<void> {
  const found: object[] = [];
  for await (const { counter, differences } of compareCounters(sql, now))
    if (differences.length > 0) found.push({ counter, differences });
  expect(found).toEqual([]);
}
