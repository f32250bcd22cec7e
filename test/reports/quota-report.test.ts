import { GraphQLClient } from 'graphql-request';
import { booked, deliver } from '../consulting/consulting-api';
import { accepted, open } from '../incidents/incidents';
import { order, OrderedContract } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const clock = new TestClock('2026-06-10T10:00:00Z');
const server = useServer(clock, 'quota_report');
let admin: GraphQLClient;
let sales: GraphQLClient;

async function use(contract: OrderedContract, incidents: number): Promise<void> {
  for (let n = 0; n < incidents; n += 1) await accepted(open(admin, contract));
}

/** Basic: 5 requests a year; one contract at the edge below 80 %, one at it, one exhausted, one not active yet. */
beforeAll(async () => {
  admin = await server.as('ADMIN');
  sales = await server.as('SALES');
  const ordered = { orderReceivedAt: '2026-04-10T10:00:00Z' };
  for (const used of [3, 4, 5]) await use(await order(admin, 'it-novum', 'basic', ordered), used);
  await order(admin, 'it-novum', 'basic', { orderReceivedAt: '2026-06-09T10:00:00Z' });
  const premium = await order(admin, 'it-novum', 'premium', ordered);
  await use(premium, 1);
  const [block] = await booked(admin, premium.id, '2026-06-09T08:00:00Z');
  await deliver(admin, block!.id, '2026-06-09T08:00:00Z');
  await order(admin, 'op5', 'basic', ordered);
});

async function report(groupBy: readonly string[], providerCode: string | null = null, client = sales) {
  const { quotaReport } = await client.request<{ quotaReport: Record<string, unknown>[] }>(
    `query ($groupBy: [ReportDimension!]!, $providerCode: String) { quotaReport(groupBy: $groupBy, providerCode: $providerCode) {
      key { dimension value } contracts incidentsUsed incidentsLimit includedBlocksUsed includedBlocksLimit atLeast80Percent exhausted } }`,
    { groupBy, providerCode },
  );
  return quotaReport;
}

it('the quota report sums up what active contracts of each plan have used', async () => {
  expect(await report(['PLAN'])).toEqual([
    {
      key: [{ dimension: 'PLAN', value: 'it-novum/basic' }],
      contracts: 3,
      incidentsUsed: 12,
      incidentsLimit: 15,
      includedBlocksUsed: 0,
      includedBlocksLimit: 0,
      atLeast80Percent: 2,
      exhausted: 1,
    },
    {
      key: [{ dimension: 'PLAN', value: 'it-novum/premium' }],
      contracts: 1,
      incidentsUsed: 1,
      incidentsLimit: 50,
      includedBlocksUsed: 1,
      includedBlocksLimit: 3,
      atLeast80Percent: 0,
      exhausted: 0,
    },
    expect.objectContaining({ contracts: 1, incidentsLimit: null, atLeast80Percent: 0, exhausted: 0 }),
  ]);
});

it('the quota report without a dimension has no limit where one contract is unlimited', async () => {
  expect(await report([])).toMatchObject([{ key: [], contracts: 5, incidentsLimit: null }]);
  expect(await report([], 'it-novum')).toMatchObject([{ contracts: 4, incidentsLimit: 65 }]);
});

it('the quota report counts from anew in the next contract year', async () => {
  clock.moveTo('2027-05-11T10:00:00Z');
  expect(await report(['PROVIDER'], 'it-novum')).toMatchObject([
    { contracts: 5, incidentsUsed: 0, includedBlocksUsed: 0, atLeast80Percent: 0, exhausted: 0 },
  ]);
  clock.moveTo('2026-06-10T10:00:00Z');
});

it('the quota report of a key that is bound to a provider has the contracts of its provider alone', async () => {
  const key = await server.keyBoundTo('op5', 'SALES');
  const ofOp5 = new GraphQLClient(server.url, { headers: { authorization: `Bearer ${key}` } });
  expect(await report(['PROVIDER'], null, ofOp5)).toMatchObject([{ key: [{ value: 'op5' }], contracts: 1 }]);
});

it.each([
  [['MONTH'], null, 'groupBy must not name MONTH'],
  [['PLAN', 'PLAN'], null, 'groupBy names PLAN twice.'],
  [['PLAN'], 'op6', 'providerCode names no provider; there are it-novum, op5.'],
])('the quota report refuses %j of %j by name', async (groupBy, provider, message) => {
  await expect(report(groupBy, provider)).rejects.toMatchObject({
    response: {
      errors: [{ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } }],
    },
  });
});

it('the quota report has no limit where the sum of them is above what an Int holds', async () => {
  await server.database.sql.rows(`ALTER TABLE plans DISABLE TRIGGER USER;
    UPDATE plans SET definition = jsonb_set(definition, '{entitlements,maxIncidentsPerYear}', '1000000000')
      WHERE code = 'basic' AND definition->'entitlements'->>'maxIncidentsPerYear' = '5';
    ALTER TABLE plans ENABLE TRIGGER USER`);
  const [basic] = await report(['PLAN'], 'it-novum');
  expect(basic).toMatchObject({ contracts: 3, incidentsUsed: 12, incidentsLimit: null });
});
