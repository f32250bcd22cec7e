import { NEWEST_USAGE_CSV } from '../../src/billing/domain/usage-csv';
import { usageCsvRows } from '../../src/billing/persistence/usage-csv-rows';
import { usageCsvFile } from '../../src/billing/use-cases/usage-csv-file';
import { orderAdditional } from '../consulting/consulting-api';
import { order } from '../support/builders';
import { useServer } from '../support/test-server';
import { recordsOf } from './parse-csv';

const ALL_TIME = { from: new Date(0), to: new Date('2999-01-01T00:00:00Z'), boundTo: null, customerId: null };
const COLUMNS = `kind, contract_id, customer_id, plan_id, contract_year, source, order_id, block_id, hours, list_price_minor,
  net_amount_minor, currency, discount_percent, occurred_at, latest_occurred_at, recorded_at, actor, note`;

describe('usageCsvRows', () => {
  const server = useServer(undefined, 'usage_csv_rows');
  let contractId: string;
  beforeAll(async () => {
    const admin = await server.as('ADMIN');
    contractId = (await order(admin, 'it-novum', 'basic')).id;
    await orderAdditional(admin, contractId, 1);
    await copyFirst(2, 4_000);
  });

  /** Writes the first row of the feed again, in the places from one to another. */
  function copyFirst(from: number, to: number): Promise<unknown> {
    return server.database.sql.rows(
      `INSERT INTO consulting_events (position, ${COLUMNS})
       SELECT place, ${COLUMNS} FROM consulting_events, generate_series($1::int, $2::int) AS place WHERE position = 1`,
      [from, to],
    );
  }

  async function positions(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<number[]> {
    const seen: number[] = [];
    for await (const batch of usageCsvRows(server.database.sql, ALL_TIME)) {
      seen.push(...batch.map((row) => Number(row.position)));
      await meanwhile();
    }
    return seen;
  }

  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it('usageCsvRows gives every row once, also where the last batch is full', async () => {
    expect(await positions()).toEqual(upTo(4_000));
    await copyFirst(4_001, 4_001);
    expect(await positions()).toEqual(upTo(4_001));
  });

  it('usageCsvRows leaves out what is written while it reads', async () => {
    let next = 4_002;
    const write = () => copyFirst(next, next++);
    expect(await positions(write)).toEqual(upTo(4_001));
    expect((await positions()).length).toBeGreaterThan(4_001);
  });

  it('usageCsvRows makes a file that says how far it is', async () => {
    const texts: string[] = [];
    let rows = 0;
    for await (const piece of usageCsvFile(server.database.sql, ALL_TIME, NEWEST_USAGE_CSV)) {
      texts.push(piece.text);
      rows = piece.rows;
    }
    expect(recordsOf(texts.join(''))).toHaveLength(rows);
  });
});
