import { compareCounters } from '../../src/doctor/compare-counters';
import { COUNTERS } from '../../src/doctor/counters';
import { Sql } from '../../src/platform/sql';
import { useServer } from '../support/test-server';
import { DAMAGES } from './damages';
import { writeLedgers } from './write-ledgers';

describe('compareCounters', () => {
  const server = useServer(undefined, 'doctor');
  beforeAll(() => writeLedgers(server));

  async function differences(sql: Sql = server.database.sql): Promise<string[]> {
    const found: string[] = [];
    for await (const { counter, differences } of compareCounters(sql)) {
      for (const { of, kept, rebuilt } of differences)
        found.push(`${counter}: ${of}: ${kept}, not ${rebuilt}`);
    }
    return found;
  }

  /** Looks at what a superuser would do with the triggers switched off, and undoes it. */
  async function differencesAfter(text: string): Promise<string[]> {
    let found: string[] = [];
    const undone = server.database.transaction(async ({ sql }) => {
      await sql.rows('SET LOCAL session_replication_role = replica');
      await sql.rows(text);
      found = await differences(sql);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    return found;
  }

  it('compareCounters finds nothing where everything was written by the product', async () => {
    expect(await differences()).toEqual([]);
  });

  it('compareCounters compares every counter', async () => {
    const names: string[] = [];
    for await (const { counter } of compareCounters(server.database.sql)) names.push(counter);
    expect(names).toEqual(COUNTERS.map((counter) => counter.name));
  });

  it.each(DAMAGES)('compareCounters says what %s did', async (text, difference) => {
    const found = await differencesAfter(text);
    // A schedule that is damaged lets what is derived of it look wrong.
    expect(found.filter((each) => !each.startsWith('what lists read'))).toEqual([difference]);
  });

  it.each([
    [
      'UPDATE contracts SET satellites_used = 6, satellites_limit = 10',
      'satellites within the plan: K-1: 6, not 5',
    ],
    [
      'UPDATE contracts SET contacts_used = 4, contacts_limit = 4',
      'named contacts within the plan: K-1: 4, not 3',
    ],
    [
      `INSERT INTO consulting_blocks (contract_id, contract_year, source, status, starts_at, subject, booked_at)
       SELECT contract_id, contract_year, source, 'BOOKED', starts_at, subject, booked_at FROM consulting_blocks
       WHERE source = 'INCLUDED' LIMIT 1`,
      'included consulting blocks within the plan: K-1, contract year 1: 4, not 3',
    ],
  ])(
    'compareCounters finds what is used beyond the plan in force or to come after %s',
    async (text, difference) => {
      expect(await differencesAfter(text)).toContain(difference);
    },
  );
});
