import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { order, planId } from '../support/builders';
import { Answer, codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { book, booked, cancel, deliver, orderAdditional, quotas, reverse } from './consulting-api';
import { schedulePlan } from './schedule-plan';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const SUMMER = '2026-07-01T07:00:00Z';

describe('the life of a consulting block', () => {
  let admin: GraphQLClient;
  const clock = new TestClock('2026-06-01T08:00:00Z');
  const server = useServer(clock);
  beforeAll(async () => {
    admin = await server.as('ADMIN');
  });
  beforeEach(() => clock.moveTo('2026-06-01T08:00:00Z'));

  /** Kinds, sources and notes of a contract's entries in the ledger. */
  async function ledger(contractId: string): Promise<string[]> {
    const rows = await server.database.sql.rows<{ entry: string }>(
      `SELECT concat_ws(' ', kind, source, hours, net_amount_minor, currency, note) AS entry FROM consulting_events
       WHERE contract_id = $1 ORDER BY id`,
      [parseGlobalId(contractId)!.id],
    );
    return rows.map((row) => row.entry);
  }

  it('a cancelled block is given back, where it came from', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await orderAdditional(admin, id, 1);
    const [included, additional] = await booked(admin, id, SUMMER, { blocks: 2 });
    expect((await cancel(admin, additional!.id)).consultingBlock).toMatchObject({
      status: 'CANCELLED',
      cancelledAt: '2026-06-01T08:00:00.000Z',
    });
    expect(await quotas(admin, id)).toMatchObject({
      includedConsultingBlocks: { used: 1 },
      additionalConsultingBlocks: { used: 0 },
    });
    await cancel(admin, included!.id);
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { used: 0 } });
    expect((await booked(admin, id, SUMMER)).map(({ source }) => source)).toEqual(['INCLUDED']);
  });

  it('a delivered block is taken back by a reversal alone', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [block] = await booked(admin, id, '2026-05-20T07:00:00Z');
    expect((await deliver(admin, block!.id, '2026-05-20T11:00:00Z')).consultingBlock).toMatchObject({
      status: 'DELIVERED',
      deliveredAt: '2026-05-20T11:00:00.000Z',
    });
    expect(codesOf(await cancel(admin, block!.id))).toEqual(['INVALID_STATE']);
    expect(codesOf(await deliver(admin, block!.id))).toEqual(['INVALID_STATE']);
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { used: 1 } });
    expect((await reverse(admin, block!.id)).consultingBlock).toMatchObject({
      status: 'REVERSED',
      deliveredAt: '2026-05-20T11:00:00.000Z',
      reversedAt: '2026-06-01T08:00:00.000Z',
    });
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { used: 0 } });
    expect(codesOf(await reverse(admin, block!.id))).toEqual(['INVALID_STATE']);
    expect(await ledger(id)).toEqual([
      'BOOKED INCLUDED 4',
      'DELIVERED INCLUDED 4',
      'REVERSED INCLUDED 4 did not take place',
    ]);
  });

  it('a block keeps price and discount of its order, whatever the plan is at the delivery', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    await booked(admin, id, SUMMER, { blocks: 3 });
    await orderAdditional(admin, id, 2, { listPricePerHour: '99.99', currency: 'CHF' });
    const [block] = await booked(admin, id, SUMMER);
    await deliver(admin, block!.id);
    await reverse(admin, block!.id);
    // 8 h × 99.99 less 10 % are 719.928; 4 h are 359.964.
    expect((await ledger(id)).slice(3)).toEqual([
      'ORDERED ADDITIONAL 8 71993 CHF',
      'BOOKED ADDITIONAL 4 35996 CHF',
      'DELIVERED ADDITIONAL 4 35996 CHF',
      'REVERSED ADDITIONAL 4 35996 CHF did not take place',
    ]);
    expect(await quotas(admin, id)).toMatchObject({ additionalConsultingBlocks: { limit: 2, used: 0 } });
  });

  it('the ledger names the plan in force at a delivery, and the same one in what takes the delivery back', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [delivered] = await booked(admin, id, SUMMER);
    const [cancelled] = await booked(admin, id, '2027-07-01T07:00:00Z');
    await schedulePlan(server, id, await planId(admin, 'it-novum', 'premium'), '2026-06-15T00:00:00Z');
    await cancel(admin, cancelled!.id);
    await deliver(admin, delivered!.id);
    await reverse(admin, delivered!.id);
    const plans = await server.database.sql.rows<{ entry: string }>(
      `SELECT e.kind || ' ' || p.code AS entry FROM consulting_events e JOIN plans p ON p.id = e.plan_id
       WHERE e.contract_id = $1 ORDER BY e.id`,
      [parseGlobalId(id)!.id],
    );
    expect(plans.map((row) => row.entry)).toEqual([
      'BOOKED standard',
      'BOOKED standard',
      'CANCELLED standard',
      'DELIVERED standard',
      'REVERSED standard',
    ]);
  });

  it.each([
    ['2026-03-14T22:59:59.999Z', ['INVALID_INPUT']],
    ['2026-03-14T23:00:00.000Z', []],
    ['2026-06-01T08:05:00.000Z', []],
    ['2026-06-01T08:05:00.001Z', ['INVALID_INPUT']],
  ])('a delivery is taken from the activation to five minutes ahead: %s', async (deliveredAt, codes) => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [block] = await booked(admin, id, SUMMER);
    const answer = await deliver(admin, block!.id, deliveredAt);
    expect(codesOf(answer)).toEqual(codes);
    if (codes.length > 0) expect(answer.userErrors[0]!.path).toEqual(['input', 'deliveredAt']);
  });

  it('a past instant is shown as it was, whatever block is cancelled or reversed later', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    await orderAdditional(admin, id, 2);
    const blocks = await booked(admin, id, '2026-06-02T07:00:00Z', { blocks: 4 });
    clock.moveTo('2026-06-10T08:00:00Z');
    const before = await quotas(admin, id, '2026-06-05T00:00:00Z');
    expect(before).toMatchObject({
      includedConsultingBlocks: { used: 3 },
      additionalConsultingBlocks: { limit: 2, used: 1 },
    });
    await cancel(admin, blocks[0]!.id);
    await deliver(admin, blocks[1]!.id);
    await cancel(admin, blocks[3]!.id);
    await orderAdditional(admin, id, 1);
    clock.moveTo('2026-06-20T08:00:00Z');
    await reverse(admin, blocks[1]!.id);
    // A booking for the past counts from when it was made.
    await booked(admin, id, '2026-06-03T07:00:00Z');
    clock.moveTo('2026-07-01T08:00:00Z');
    expect(await quotas(admin, id, '2026-06-05T00:00:00Z')).toEqual(before);
    expect(await quotas(admin, id, '2026-06-15T00:00:00Z')).toMatchObject({
      includedConsultingBlocks: { used: 2 },
      additionalConsultingBlocks: { limit: 3, used: 0 },
    });
    expect(await quotas(admin, id, '2026-06-25T00:00:00Z')).toEqual(await quotas(admin, id));
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { used: 2 } });
  });

  it('a planned instant in the next contract year has consulting quotas', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    await booked(admin, id, '2027-04-01T07:00:00Z', { blocks: 2 });
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { used: 0 } });
    expect(await quotas(admin, id, '2027-04-02T00:00:00Z')).toMatchObject({
      includedConsultingBlocks: { used: 2 },
    });
  });

  it('a retry of a consulting mutation under the same key is done once', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const input = { contractId: id, startsAt: SUMMER, subject: 'Upgrade', idempotencyKey: `book ${id}` };
    const once = await mutate(admin, 'bookConsultingBlock', input, 'consultingBlocks { id startsAt }');
    const again = await mutate(admin, 'bookConsultingBlock', input, 'consultingBlocks { id startsAt }');
    expect(again).toEqual(once);
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { used: 1 } });
  });

  it('an unknown block is answered with NOT_FOUND and an id of another type with INVALID_INPUT', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const unknown = toGlobalId('ConsultingBlock', '999999999');
    for (const act of [cancel, deliver, reverse]) {
      expect(codesOf(await act(admin, unknown))).toEqual(['NOT_FOUND']);
      expect((await act(admin, id)).userErrors).toEqual([
        expect.objectContaining({ code: 'INVALID_INPUT', path: ['input', 'blockId'] }),
      ]);
    }
  });

  it('each role may do with a consulting block what is its own', async () => {
    const { id } = await order(admin, 'it-novum', 'premium', ORDER);
    const roles = ['ADMIN', 'SALES', 'SUPPORT', 'BILLING'] as const;
    const acts: Record<string, (client: GraphQLClient, blockId: string) => Promise<Answer>> = {
      book: (client) => book(client, id, SUMMER),
      cancel,
      deliver: (client, blockId) => deliver(client, blockId),
      reverse,
      order: (client) => orderAdditional(client, id, 1),
    };
    const may: Record<string, string[]> = {};
    await orderAdditional(admin, id, 50);
    for (const role of roles) {
      const client = await server.as(role);
      may[role] = [];
      for (const [name, act] of Object.entries(acts)) {
        const [block] = await booked(admin, id, SUMMER);
        if (name === 'reverse') await deliver(admin, block!.id);
        const answer = await act(client, block!.id).catch((error: unknown) => error);
        if (!(answer instanceof Error)) may[role].push(name);
        else expect(answer.message).toContain(`A key of role ${role} may not call Mutation.`);
      }
    }
    expect(may).toEqual({
      ADMIN: ['book', 'cancel', 'deliver', 'reverse', 'order'],
      SALES: ['book', 'cancel', 'reverse', 'order'],
      SUPPORT: ['book', 'cancel', 'deliver'],
      BILLING: [],
    });
  });
});
