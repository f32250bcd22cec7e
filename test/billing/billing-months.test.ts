import { GraphQLClient } from 'graphql-request';
import { booked, deliver, orderAdditional } from '../consulting/consulting-api';
import { order } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const ORDER = { orderReceivedAt: '2026-08-20T10:00:00Z', activateOn: '2026-09-15' };
const MONTH = 'month timeZone startsAt endsAt closedAt rows sha256 verified';

const clock = new TestClock('2026-09-20T08:00:00Z');
const server = useServer(clock, 'billing_months');
let admin: GraphQLClient;
let billing: GraphQLClient;
let ofOp5: GraphQLClient;

async function months(client: GraphQLClient) {
  const { billingMonths } = await client.request<{ billingMonths: Record<string, unknown>[] }>(
    `{ billingMonths { ${MONTH} } }`,
  );
  return billingMonths;
}

const close = (month: string, client = billing, input: object = {}) =>
  mutate(client, 'closeBillingMonth', { month, ...input }, `billingMonth { id ${MONTH} }`);

beforeAll(async () => {
  admin = await server.as('ADMIN');
  billing = await server.as('BILLING');
  const key = await server.keyBoundTo('op5', 'BILLING');
  ofOp5 = new GraphQLClient(server.url, { headers: { authorization: `Bearer ${key}` } });
});

it('the open month of billing is the present one, without rows, before anything is billed', async () => {
  expect(await months(billing)).toEqual([
    {
      month: '2026-09',
      timeZone: 'Europe/Berlin',
      startsAt: '2026-08-31T22:00:00.000Z',
      endsAt: '2026-09-30T22:00:00.000Z',
      closedAt: null,
      rows: 0,
      sha256: null,
      verified: null,
    },
  ]);
});

it('a month that is not over is refused by name, and stays open', async () => {
  const { billingMonth, userErrors } = await close('2026-09');
  expect(billingMonth).toBeNull();
  expect(userErrors).toMatchObject([
    {
      code: 'INVALID_STATE',
      message: '2026-09 is not over: it ends at 2026-09-30T22:00:00.000Z.',
      path: ['input', 'month'],
    },
  ]);
  expect(await months(billing)).toMatchObject([{ month: '2026-09', closedAt: null }]);
});

it.each(['2026-13', 'October', '2026-1'])('%j is refused as no month, and the fix is told', async (name) => {
  const { userErrors } = await close(name);
  expect(userErrors).toMatchObject([
    { code: 'INVALID_INPUT', message: expect.stringContaining('2026-10'), path: ['input', 'month'] },
  ]);
});

it('a month is closed by BILLING over the API, listed with its hash and verified', async () => {
  const { id } = await order(admin, 'it-novum', 'premium', ORDER);
  await orderAdditional(admin, id, 1);
  const [block] = await booked(admin, id, '2026-09-21T07:00:00Z');
  clock.moveTo('2026-09-22T08:00:00Z');
  await deliver(admin, block!.id);
  expect(await months(billing)).toMatchObject([{ month: '2026-09', rows: 2 }]);

  clock.moveTo('2026-10-01T08:00:00Z');
  const { billingMonth, userErrors } = await close('2026-09', billing, { idempotencyKey: 'september' });
  expect(userErrors).toEqual([]);
  expect(billingMonth).toMatchObject({
    month: '2026-09',
    closedAt: '2026-10-01T08:00:00.000Z',
    rows: 2,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    verified: true,
  });
  const listed: object = { ...billingMonth, id: undefined };
  expect(await months(billing)).toEqual([listed, expect.objectContaining({ month: '2026-10', rows: 0 })]);

  clock.moveTo('2026-10-02T08:00:00Z');
  expect(await close('2026-09', billing, { idempotencyKey: 'september' })).toEqual({
    billingMonth,
    userErrors: [],
  });
  expect(await close('2026-09')).toEqual({ billingMonth, userErrors: [] });
});

it('a month after a gap is refused, and the one to close first is named', async () => {
  clock.moveTo('2026-12-01T08:00:00Z');
  const refused = await close('2026-11');
  expect(refused.userErrors[0]!.message).toBe('Close 2026-10 first: 2026-09 is the last closed month.');
  expect(codesOf(refused)).toEqual(['INVALID_STATE']);
});

it('a key that is bound to a provider sees the rows of its provider alone, and closes nothing', async () => {
  const [september, october] = await months(ofOp5);
  expect(september).toMatchObject({ month: '2026-09', rows: 0, sha256: null, verified: null });
  expect(september!['closedAt']).toBe('2026-10-01T08:00:00.000Z');
  expect(october).toMatchObject({ month: '2026-10', closedAt: null });
  await expect(close('2026-10', ofOp5)).rejects.toMatchObject({
    response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
  });
  expect(await months(billing)).toHaveLength(2);
});

it('a closed month that somebody changed behind the product’s back is no longer verified', async () => {
  const setHours = (hours: number) =>
    server.database.transaction(async ({ sql }) => {
      await sql.rows('SET LOCAL session_replication_role = replica');
      await sql.rows(`UPDATE consulting_events SET hours = ${hours} WHERE kind = 'DELIVERED'`);
    });
  await setHours(8);
  expect(await months(billing)).toMatchObject([{ month: '2026-09', verified: false }, { verified: null }]);
  await setHours(4);
  expect(await months(billing)).toMatchObject([{ month: '2026-09', verified: true }, { verified: null }]);
});
