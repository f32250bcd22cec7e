import { GraphQLClient } from 'graphql-request';
import { formatAmount, parseMoney } from '../../src/shared/domain/money';
import { booked, deliver, orderAdditional, reverse } from '../consulting/consulting-api';
import { createCustomer, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { recordsOf } from './parse-csv';
import { Total, usage } from './usage-api';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const ATTACKS = ['=cmd|"/C calc"!A0', '+1+1', '-2+3', '@SUM(1)', '=1', 'a"b,c;d'];

describe('GET /billing/consulting-usage.csv', () => {
  let admin: GraphQLClient;
  const clock = new TestClock('2026-06-01T08:00:00Z');
  const server = useServer(clock, 'csv_export');

  beforeAll(async () => {
    admin = await server.as('ADMIN');
    for (const [index, number] of ATTACKS.entries()) {
      const customerId = await createCustomer(admin, { number });
      const { id } = await order(admin, 'it-novum', 'premium', {
        ...ORDER,
        customerId,
        number: `${number}${number}`,
      });
      await orderAdditional(
        admin,
        id,
        index + 1,
        index % 2 === 0 ? {} : { currency: 'KWD', listPricePerHour: '7.125' },
      );
      const blocks = await booked(admin, id, '2026-06-02T07:00:00Z', { blocks: 4 });
      for (const block of blocks) await deliver(admin, block.id);
      await reverse(admin, blocks[3]!.id);
    }
  });

  async function get(query: string, role: 'ADMIN' | 'BILLING' | 'SALES' = 'BILLING'): Promise<Response> {
    const url = server.url.replace('/graphql', `/billing/consulting-usage.csv${query}`);
    return fetch(url, { headers: { authorization: `Bearer ${await server.keyOf(role)}` } });
  }

  it('GET /billing/consulting-usage.csv is a CSV file with a header, for BILLING and ADMIN', async () => {
    for (const role of ['BILLING', 'ADMIN'] as const) {
      const response = await get('?from=2026-06-01&to=2026-07-01', role);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(response.headers.get('content-disposition')).toContain('attachment');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(recordsOf(await response.text())).toHaveLength(ATTACKS.length * 6);
    }
  });

  it('GET /billing/consulting-usage.csv has the rows and totals of the API', async () => {
    const records = recordsOf(await (await get('?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z')).text());
    const { nodes, totals } = await usage(admin, { first: 200 });
    expect(
      records.map((record) => [
        record['kind'],
        record['hours'],
        record['net_amount'],
        record['invoice_amount'],
      ]),
    ).toEqual(
      nodes.map((row) => [
        row.kind,
        String(row.hours),
        row.netAmount?.amount ?? '',
        row.invoiceAmount?.amount ?? '',
      ]),
    );
    expect(totalsOf(records)).toEqual(totals);
  });

  it('GET /billing/consulting-usage.csv holds no field that a spreadsheet takes for a formula', async () => {
    const records = recordsOf(await (await get('?from=2026-01-01&to=2027-01-01')).text());
    const numbers = new Set(records.map((record) => record['customer_number']));
    const harmless = (number: string) => (/^[=+\-@\t\r]/.test(number) ? `'${number}` : number);
    expect([...numbers]).toEqual(ATTACKS.map(harmless));
    for (const field of records.flatMap((record) => Object.values(record)))
      expect(field).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('GET /billing/consulting-usage.csv reads dates on the clock of billing', async () => {
    // Midnight of 2 June in Berlin is 22:00 of the day before in UTC.
    clock.moveTo('2026-06-01T22:30:00Z');
    const { id } = await order(admin, 'it-novum', 'basic', ORDER);
    await orderAdditional(admin, id, 1);
    const rows = async (query: string) => recordsOf(await (await get(query)).text()).length;
    expect(await rows('?from=2026-06-02&to=2026-06-03')).toBe(1);
    expect(await rows('?from=2026-06-01&to=2026-06-02')).toBe(ATTACKS.length * 6);
    expect(await rows('?from=2030-01-01&to=2031-01-01')).toBe(0);
  });

  it.each([
    ['', 'from must be a date'],
    ['?from=2026-06-01', 'to must be a date'],
    ['?from=2026-06-31&to=2026-07-01', 'from must be a date'],
    ['?from=2026-06-01&from=2026-06-02&to=2026-07-01', 'from must be a date'],
    ['?from=2026-07-01&to=2026-07-01', 'to must lie after from'],
  ])('GET /billing/consulting-usage.csv refuses %j with 400', async (query, message) => {
    const response = await get(query);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors[0]!.message).toContain(message);
  });

  it('GET /billing/consulting-usage.csv is for nobody without a key, and not for SALES', async () => {
    expect(await get('?from=2026-06-01&to=2026-07-01', 'SALES')).toMatchObject({ status: 403 });
    const url = server.url.replace('/graphql', '/billing/consulting-usage.csv?from=2026-06-01&to=2026-07-01');
    const response = await fetch(url);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('GET /billing/consulting-usage.csv is cut short, not ended, where a closed month is not what it was', async () => {
    await server.database.sql
      .rows(`INSERT INTO closed_months (month, time_zone, starts_at, ends_at, last_position, closed_at)
      VALUES ('2026-06', 'Europe/Berlin', '2026-05-31T22:00:00Z', '2026-06-30T22:00:00Z', 99, now())`);
    await server.database.sql.rows(`INSERT INTO closed_exports VALUES ('2026-06', 'another', 1, now())`);
    const response = await get('?from=2026-06-01&to=2026-07-01');
    await expect(response.text()).rejects.toThrow('terminated');
  });
});

/** Totals as the API has them, added up exactly from the fields of the file. */
function totalsOf(records: readonly Record<string, string>[]): Total[] {
  const sums = new Map<string, { hours: number; minorUnits: bigint }>();
  for (const { source, kind, currency, hours, net_amount } of records) {
    const key = `${source} ${kind} ${currency}`;
    const sum = sums.get(key) ?? { hours: 0, minorUnits: 0n };
    const money = currency === '' ? null : parseMoney(net_amount!, currency!);
    const minorUnits = sum.minorUnits + (money?.minorUnits ?? 0n);
    sums.set(key, { hours: sum.hours + Number(hours), minorUnits });
  }
  const sorted = [...sums].sort(([one], [other]) => (sortKey(one) < sortKey(other) ? -1 : 1));
  return sorted.map(([key, { hours, minorUnits }]) => {
    const [source, kind, currency] = key.split(' ') as [string, string, string];
    const netAmount = currency === '' ? null : { amount: formatAmount({ minorUnits, currency }), currency };
    return { source, kind, hours, netAmount, invoiceAmount: kind === 'ORDERED' ? netAmount : null };
  });
}

/** INCLUDED before ADDITIONAL. */
function sortKey(key: string): string {
  return key.replace(/^INCLUDED/, '0');
}
