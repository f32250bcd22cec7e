import { GraphQLClient } from 'graphql-request';
import { booked, deliver } from '../consulting/consulting-api';
import { open } from '../incidents/incidents';
import { order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

/** Up to so many rows are counted. */
const MOST = 10_000;
/** Each list, the table and the key of its rows, and in what two of them have to differ besides. */
const LISTS: readonly (readonly [list: string, table: string, key: string, different: string])[] = [
  ['contracts', 'contracts', 'id', `'number', 'n' || last.id + n, 'number_folded', 'n' || last.id + n`],
  ['customers', 'customers', 'id', `'number', 'n' || last.id + n, 'number_folded', 'n' || last.id + n`],
  ['incidents', 'incidents', 'id', `'reference', 'r' || last.id + n`],
  ['decisions', 'decision_records', 'id', ''],
  ['events', 'events', 'position', ''],
  ['auditLog', 'audit_log', 'id', `'place', last.place + n`],
];
const FED = ['consultingUsage', 'consulting_events', 'position', `'id', last.id + n`] as const;

// All rows that there are count.
const server = useServer(new TestClock('2026-06-10T10:00:00Z'), 'long_lists');
let admin: GraphQLClient;

/** Copies the last row of a table until it has so many: past the rules, since no more is done with them than counting. */
async function fill(table: string, key: string, different: string, rows: number): Promise<void> {
  const fields = [`'${key}', last.${key} + n`, ...(different === '' ? [] : [different])].join(', ');
  await server.database.transaction(async ({ sql }) => {
    // Without triggers: each would be asked for each row.
    await sql.rows('SET LOCAL session_replication_role = replica');
    await sql.rows(
      `INSERT INTO ${table} SELECT made.* FROM ${table} last
         CROSS JOIN generate_series(1, $1::int - (SELECT count(${key})::int FROM ${table})) n
         CROSS JOIN LATERAL jsonb_populate_record(last, jsonb_build_object(${fields})) made
       WHERE last.${key} = (SELECT max(${key}) FROM ${table})`,
      [rows],
    );
  });
}

interface Total {
  readonly totalCount: number;
  readonly totalCountIsEstimate: boolean;
}

async function totals(): Promise<Record<string, Total>> {
  const fields = LISTS.map(([list]) => `${list}(first: 1) { totalCount totalCountIsEstimate }`);
  return admin.request<Record<string, Total>>(`{ ${fields.join(' ')} }`);
}

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const contract = await order(admin, 'it-novum', 'premium', { orderReceivedAt: '2026-04-01T10:00:00Z' });
  const [block] = await booked(admin, contract.id, '2026-06-09T08:00:00Z');
  expect((await deliver(admin, block!.id, '2026-06-09T08:00:00Z')).userErrors).toEqual([]);
  expect((await open(admin, contract)).userErrors).toEqual([]);
});

it('each long list is counted up to 10,000 rows, and with one more it is estimated and says so', async () => {
  for (const [, table, key, different] of LISTS) await fill(table, key, different, MOST);
  expect(await totals()).toEqual(
    Object.fromEntries(LISTS.map(([list]) => [list, { totalCount: MOST, totalCountIsEstimate: false }])),
  );
  for (const [, table, key, different] of LISTS) await fill(table, key, different, MOST + 1);
  for (const [, table] of LISTS) await server.database.sql.rows(`ANALYZE ${table}`);
  for (const [list, { totalCount, totalCountIsEstimate }] of Object.entries(await totals())) {
    expect({ list, totalCountIsEstimate }).toEqual({ list, totalCountIsEstimate: true });
    expect(totalCount).toBeGreaterThan(MOST);
    expect(totalCount).toBeLessThan(1.5 * MOST);
  }
});

it('rows to be invoiced are counted exactly, however many there are', async () => {
  const [, table, key, different] = FED;
  await fill(table, key, different, MOST + 7);
  const { consultingUsage } = await admin.request<{ consultingUsage: { totalCount: number } }>(
    `{ consultingUsage(first: 1, from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { totalCount } }`,
  );
  expect(consultingUsage.totalCount).toBe(MOST + 7);
});
