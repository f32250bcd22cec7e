import { ClientError, GraphQLClient } from 'graphql-request';
import {
  booked,
  deliver,
  firstOrderOf,
  orderAdditional,
  reverse,
  reverseOrder,
} from '../consulting/consulting-api';
import { createCustomer, order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { usage } from './usage-api';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const YEAR = 'from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z"';
const STARTS_AT = '2026-06-02T07:00:00.000Z';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly reverses: { id: string; kind: string } | null;
}

describe('what a row of the feed is about', () => {
  let admin: GraphQLClient;
  let customerId: string;
  let contractIds: string[];
  const clock = new TestClock('2026-06-01T08:00:00Z');
  const server = useServer(clock, 'usage_subjects');

  beforeAll(async () => {
    admin = await server.as('ADMIN');
    customerId = await createCustomer(admin);
    const one = await order(admin, 'it-novum', 'premium', { ...ORDER, customerId });
    const other = await order(admin, 'it-novum', 'standard', ORDER);
    contractIds = [one.id, other.id];
    await orderAdditional(admin, one.id, 3);
    await orderAdditional(admin, other.id, 2, { currency: 'JPY', listPricePerHour: '12000' });
    const blocks = await booked(admin, one.id, STARTS_AT, { blocks: 4, consultant: 'Grace' });
    clock.moveTo('2026-06-03T08:00:00Z');
    await deliver(admin, blocks[0]!.id, '2026-06-02T11:00:00Z');
    await deliver(admin, blocks[3]!.id, '2026-06-02T12:00:00Z', 'Ada');
    await reverse(admin, blocks[3]!.id);
    await reverseOrder(admin, await firstOrderOf(admin, one.id), 1);
    await reverseOrder(admin, await firstOrderOf(admin, one.id));
  });

  async function rows(selection: string): Promise<readonly Row[]> {
    const document = `{ consultingUsage(${YEAR}) { nodes { id kind ${selection} } } }`;
    return (await admin.request<{ consultingUsage: { nodes: readonly Row[] } }>(document)).consultingUsage
      .nodes;
  }

  it('a row of the feed names block, order, appointment, people and both instants', async () => {
    const selection = 'happenedAt recordedAt subject consultant startsAt block { status } order { blocks }';
    const ofOrder = { subject: null, consultant: null, startsAt: null, block: null };
    const order = { blocks: 3 };
    const now = '2026-06-03T08:00:00.000Z';
    const first = '2026-06-01T08:00:00.000Z';
    expect(await rows(selection)).toMatchObject([
      { kind: 'ORDERED', ...ofOrder, order, happenedAt: first, recordedAt: first },
      { kind: 'ORDERED', ...ofOrder, order: { blocks: 2 } },
      {
        kind: 'DELIVERED',
        happenedAt: '2026-06-02T11:00:00.000Z',
        recordedAt: now,
        subject: 'Upgrade',
        consultant: 'Grace',
        startsAt: STARTS_AT,
        block: { status: 'DELIVERED' },
        order: null,
      },
      { kind: 'DELIVERED', happenedAt: '2026-06-02T12:00:00.000Z', consultant: 'Ada', order },
      { kind: 'REVERSED', happenedAt: now, recordedAt: now, block: { status: 'REVERSED' }, order },
      { kind: 'ORDER_REVERSED', ...ofOrder, order, happenedAt: now, recordedAt: now },
      { kind: 'ORDER_REVERSED', ...ofOrder, order },
    ]);
  });

  it('a row of the feed names the row that it takes back', async () => {
    const all = await rows('reverses { id kind }');
    const [ordered, , , delivered] = all;
    expect(all.map(({ kind, reverses }) => [kind, reverses?.id])).toEqual([
      ['ORDERED', undefined],
      ['ORDERED', undefined],
      ['DELIVERED', undefined],
      ['DELIVERED', undefined],
      ['REVERSED', delivered!.id],
      ['ORDER_REVERSED', ordered!.id],
      ['ORDER_REVERSED', ordered!.id],
    ]);
  });

  it('a row of the feed is to be invoiced when it is ordered, and credited when that is taken back', async () => {
    const { nodes, totals } = await usage(admin);
    const invoiced = nodes.map(({ kind, invoiceAmount }) => [kind, invoiceAmount && invoiceAmount.amount]);
    // 4 h × 150.00 less 10 % are 540.00.
    expect(invoiced).toEqual([
      ['ORDERED', '1620.00'],
      ['ORDERED', '91200'],
      ['DELIVERED', null],
      ['DELIVERED', null],
      ['REVERSED', null],
      ['ORDER_REVERSED', '-540.00'],
      ['ORDER_REVERSED', '-1080.00'],
    ]);
    expect(totals.map(({ kind, invoiceAmount }) => [kind, invoiceAmount])).toEqual([
      ['DELIVERED', null],
      ['DELIVERED', null],
      ['ORDERED', { amount: '1620.00', currency: 'EUR' }],
      ['ORDERED', { amount: '91200', currency: 'JPY' }],
      ['ORDER_REVERSED', { amount: '-1620.00', currency: 'EUR' }],
      ['REVERSED', null],
    ]);
  });

  it('rows of the feed can be asked for by contract and by provider, from either end', async () => {
    const kinds = async (args: string) => {
      const document = `{ consultingUsage(${YEAR}, ${args}) { totalCount nodes { kind } } }`;
      const { consultingUsage } = await admin.request<{
        consultingUsage: { totalCount: number; nodes: { kind: string }[] };
      }>(document);
      return [consultingUsage.totalCount, consultingUsage.nodes.map(({ kind }) => kind)];
    };
    expect(await kinds(`contractId: "${contractIds[1]}"`)).toEqual([1, ['ORDERED']]);
    expect(await kinds('providerCode: "op5"')).toEqual([0, []]);
    expect((await kinds('providerCode: "it-novum", first: 0'))[0]).toBe(7);
    expect(await kinds('last: 2')).toEqual([7, ['ORDER_REVERSED', 'ORDER_REVERSED']]);
    const cursor = Buffer.from('["consulting_usage","3"]').toString('base64url');
    expect(await kinds(`last: 1, before: "${cursor}"`)).toEqual([7, ['ORDERED']]);
  });

  it('a provider that there is not is refused with the codes there are, and is no empty feed', async () => {
    const asked = admin.rawRequest(`{ consultingUsage(${YEAR}, providerCode: "op6") { totalCount } }`);
    const { response } = await asked.then(
      () => Promise.reject(new Error('It was answered.')),
      (error: ClientError) => error,
    );
    expect(response.errors).toMatchObject([
      {
        message: 'providerCode names no provider; there are it-novum, op5.',
        extensions: { code: 'BAD_USER_INPUT', argument: ['providerCode'] },
      },
    ]);
  });

  it('a row of the feed is found by its id by who may read the feed, and by nobody else', async () => {
    const [row] = await rows('');
    const document = 'query ($id: ID!) { node(id: $id) { id ... on ConsultingUsage { kind } } }';
    for (const role of ['ADMIN', 'BILLING'] as const)
      expect(await (await server.as(role)).request(document, { id: row!.id })).toEqual({
        node: { id: row!.id, kind: 'ORDERED' },
      });
    const others = [
      await server.as('SALES'),
      await server.as('SUPPORT'),
      await server.as('CUSTOMER', customerId),
    ];
    for (const client of others)
      expect(await client.request(document, { id: row!.id })).toEqual({ node: null });
  });
});
