import * as fc from 'fast-check';
import { billingMonth } from '../../src/billing/domain/billing-month';
import { closeMonthAt } from './close-month-at';
import { usagePage } from '../../src/billing/persistence/consulting-usage';
import { ledgerEntry } from '../../src/consulting/domain/ledger-entry';
import { writeBilled } from '../../src/consulting/persistence/write-ledger';
import { orderAdditional } from '../consulting/consulting-api';
import { order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
const FIRST = Date.UTC(2026, 0, 1);
const LAST = Date.UTC(2026, 6, 1);
const ORDER = { orderReceivedAt: '2025-11-01T08:00:00Z', activateOn: '2025-12-01' };
const RECORDED = new Date('2026-08-01T00:00:00Z');

describe('a period of the feed', () => {
  const clock = new TestClock(new Date(FIRST).toISOString());
  const server = useServer(clock, 'usage_period');

  it('a period of the feed holds exactly the rows that count in it, however late they were written and whatever is closed', async () => {
    const admin = await server.as('ADMIN');
    await orderAdditional(admin, (await order(admin, 'it-novum', 'basic', ORDER)).id, 1);
    const instant = fc.integer({ min: FIRST, max: LAST }).map((time) => new Date(time));
    const act = fc.oneof(
      { weight: 8, arbitrary: instant },
      { weight: 1, arbitrary: fc.constant('close' as const) },
    );
    const [acts] = fc.sample(fc.array(act, { minLength: 120, maxLength: 120 }), { numRuns: 1, seed: 4 });
    const open = [...MONTHS];
    for (const each of acts!) {
      if (each instanceof Date) await write(each);
      else if (open.length > 0)
        await closeMonthAt(server.database, billingMonth(open.shift()!, 'Europe/Berlin')!, RECORDED);
    }
    const period = fc.tuple(instant, instant).filter(([from, to]) => from < to);
    await fc.assert(
      fc.asyncProperty(period, async ([from, to]) => {
        expect(await positionsOf(from, to)).toEqual(await slowly(from, to));
      }),
      { numRuns: 200 },
    );
    for (const month of MONTHS) {
      const { startsAt, endsAt } = billingMonth(month, 'Europe/Berlin')!;
      expect(await positionsOf(startsAt, endsAt)).toEqual(await slowly(startsAt, endsAt));
    }
  });

  /** Writes a further order of the contract that there is. */
  function write(occurredAt: Date): Promise<void> {
    return server.database.transaction(async (transaction) => {
      const [subject] = await transaction.sql.rows<Parameters<typeof ledgerEntry>[1]>(
        `SELECT contract_id AS "contractId", customer_id AS "customerId", plan_id AS "planId", contract_year AS "contractYear",
           source, order_id AS "orderId", block_id AS "blockId" FROM consulting_events WHERE position = 1`,
      );
      const price = { listPricePerHour: { minorUnits: 100n, currency: 'EUR' }, discountPercent: 0 };
      const circumstances = { occurredAt, recordedAt: RECORDED, actor: 'test', note: null };
      await writeBilled(transaction, {
        ...ledgerEntry('ORDERED', subject!, 1, price, circumstances),
        kind: 'ORDERED',
      });
    });
  }

  async function positionsOf(from: Date, to: Date): Promise<string[]> {
    const page = await usagePage(
      server.database.sql,
      { from, to, boundTo: null, customerId: null },
      { first: 200 },
    );
    return page.rows.map((row) => row.id);
  }

  async function slowly(from: Date, to: Date): Promise<string[]> {
    const rows = await server.database.sql.rows<{ position: string; occurredAt: Date }>(
      `SELECT position, occurred_at AS "occurredAt" FROM consulting_events WHERE position IS NOT NULL ORDER BY position`,
    );
    return rows.filter((row) => from <= row.occurredAt && row.occurredAt < to).map((row) => row.position);
  }
});
