import { compareCounters } from '../../src/doctor/compare-counters';
import { COUNTERS } from '../../src/doctor/counters';
import { Sql } from '../../src/platform/sql';
import { booked, deliver, orderAdditional } from '../consulting/consulting-api';
import { schedulePlan } from '../consulting/schedule-plan';
import { order, planId } from '../support/builders';
import { useServer } from '../support/test-server';

const SOON = new Date(Date.now() + 86_400_000).toISOString();

describe('compareCounters', () => {
  const server = useServer(undefined, 'doctor');
  beforeAll(async () => {
    const admin = await server.as('ADMIN');
    const { id } = await order(admin, 'it-novum', 'premium', { number: 'K-1' });
    await orderAdditional(admin, id, 2);
    const blocks = await booked(admin, id, SOON, { blocks: 4 });
    await deliver(admin, blocks[0]!.id);
    await schedulePlan(server, id, await planId(admin, 'it-novum', 'standard'), '2090-01-01T00:00:00Z');
  });

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

  it.each([
    ['UPDATE contracts SET plan_id = next_plan_id', 'plans in force: K-1: 2, not 3'],
    ['UPDATE contracts SET next_plan_id = plan_id', 'next plans: K-1: 3, not 2'],
    [
      `UPDATE contracts SET next_plan_from = '2080-01-01T00:00:00Z'`,
      'beginnings of next plans: K-1: 2080-01-01 00:00:00, not 2090-01-01 00:00:00',
    ],
    [`UPDATE contracts SET notice_ends_on = '2080-01-01'`, 'ends by notice: K-1: 2080-01-01, not null'],
    [
      `UPDATE contracts SET suspended_since = '2026-01-01T00:00:00Z'`,
      'suspensions: K-1: 2026-01-01 00:00:00, not null',
    ],
    ['UPDATE contracts SET contacts_used = 2', 'named contacts: K-1: 2, not 1'],
    ['UPDATE contracts SET satellites_used = 1, satellites_limit = 5', 'satellites: K-1: 1, not 0'],
    ['UPDATE contract_years SET incidents_used = 3', 'support requests used: K-1, contract year 1: 3, not 0'],
    [
      'UPDATE contract_years SET included_blocks_used = 2',
      'included consulting blocks used: K-1, contract year 1: 2, not 3',
    ],
    [
      'UPDATE contracts SET additional_blocks_ordered = 5',
      'additional consulting blocks ordered: K-1: 5, not 2',
    ],
    ['UPDATE contracts SET additional_blocks_used = 0', 'additional consulting blocks used: K-1: 0, not 1'],
    [
      'UPDATE consulting_orders SET blocks = 9, blocks_reversed = 7',
      'blocks of consulting orders: K-1, order 1: 9, not 2',
    ],
    [
      'UPDATE consulting_orders SET blocks_reversed = 1',
      'blocks left of consulting orders: K-1, order 1: 1, not 2',
    ],
    [
      'UPDATE consulting_orders SET blocks_used = 0',
      'blocks used of consulting orders: K-1, order 1: 0, not 1',
    ],
    [
      `UPDATE consulting_blocks SET status = 'BOOKED', delivered_at = NULL, delivered_by = NULL, delivery_recorded_at = NULL
       WHERE id = 1`,
      'status of consulting blocks: K-1, block 1: BOOKED, not DELIVERED',
    ],
    [
      'UPDATE consulting_events SET position = 7 WHERE position = 2',
      'places of the billing feed: the feed: 7, not 2',
    ],
  ])('compareCounters says what %s did', async (text, difference) => {
    expect(await differencesAfter(text)).toEqual([difference]);
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
