import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { compareCounters } from '../../src/doctor/compare-counters';
import { usage } from '../billing/usage-api';
import { createCustomer, order } from '../support/builders';
import { giveNotice } from '../contracts/contract-api';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import {
  book,
  booked,
  cancel,
  canOrder,
  orderAdditional,
  firstOrderOf,
  quotas,
  reverseOrder,
} from './consulting-api';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const SUMMER = '2026-07-01T07:00:00Z';

describe('reverseConsultingOrder', () => {
  let admin: GraphQLClient;
  const clock = new TestClock('2026-06-01T08:00:00Z');
  const server = useServer(clock, 'reverse_order');
  beforeAll(async () => {
    admin = await server.as('ADMIN');
  });

  it('reverseConsultingOrder takes back what is unused, in parts whose amounts sum to what was invoiced', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', { ...ORDER, number: 'PARTS' });
    // 4 h × 0.01 less 5 % are 0.038: one block costs 0.04, two cost 0.08, three 0.11.
    await orderAdditional(admin, id, 3, { listPricePerHour: '0.01' });
    const orderId = await firstOrderOf(admin, id);
    for (const standing of [2, 1, 0]) {
      const { consultingOrder } = await reverseOrder(admin, orderId, 1);
      expect(consultingOrder).toMatchObject({
        blocks: 3,
        reversedBlocks: 3 - standing,
        usedBlocks: 0,
        remainingBlocks: standing,
        netAmount: { amount: '0.11' },
      });
    }
    const rows = (await usage(admin)).nodes.filter(({ contract }) => contract.number === 'PARTS');
    expect(
      rows.map((row) => `${row.kind} ${row.hours} ${row.netAmount!.amount} ${row.invoiceAmount!.amount}`),
    ).toEqual([
      'ORDERED 12 0.11 0.11',
      'ORDER_REVERSED 4 0.03 -0.03',
      'ORDER_REVERSED 4 0.04 -0.04',
      'ORDER_REVERSED 4 0.04 -0.04',
    ]);
    expect(codesOf(await reverseOrder(admin, orderId))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
  });

  it('reverseConsultingOrder takes back no block that is booked, and all others where no number is given', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', ORDER);
    await orderAdditional(admin, id, 5);
    const blocks = await booked(admin, id, SUMMER, { blocks: 2 });
    const orderId = await firstOrderOf(admin, id);
    expect((await reverseOrder(admin, orderId, 4)).userErrors).toEqual([
      expect.objectContaining({
        code: 'NO_CONSULTING_BLOCK_LEFT',
        limit: 5,
        used: 2,
        path: ['input', 'blocks'],
      }),
    ]);
    for (const wrong of [0, -1])
      expect(codesOf(await reverseOrder(admin, orderId, wrong))).toEqual(['INVALID_INPUT']);
    expect((await reverseOrder(admin, orderId)).consultingOrder).toMatchObject({
      reversedBlocks: 3,
      remainingBlocks: 0,
    });
    expect(await quotas(admin, id)).toMatchObject({ additionalConsultingBlocks: { limit: 2, used: 2 } });
    expect(codesOf(await book(admin, id, SUMMER))).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    await cancel(admin, blocks[0]!.id);
    expect((await reverseOrder(admin, orderId, 1)).consultingOrder).toMatchObject({ remainingBlocks: 0 });
    expect(await quotas(admin, id)).toMatchObject({ additionalConsultingBlocks: { limit: 1, used: 1 } });
  });

  it('reverseConsultingOrder lets one of two callers take the last unused blocks', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', ORDER);
    await orderAdditional(admin, id, 2);
    const orderId = await firstOrderOf(admin, id);
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => reverseOrder(admin, orderId, 2)),
      ...Array.from({ length: 5 }, () => book(admin, id, SUMMER, { blocks: 2 })),
    ]);
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it('reverseConsultingOrder knows no order of somebody else, whom a customer sees neither', async () => {
    const customerId = await createCustomer(admin);
    const { id } = await order(admin, 'it-novum', 'basic', { ...ORDER, customerId });
    await orderAdditional(admin, id, 1);
    const orderId = await firstOrderOf(admin, id);
    const byId = `query ($id: ID!) { node(id: $id) { id ... on ConsultingOrder { contract { id } listPrice { amount } } } }`;
    const own = await server.as('CUSTOMER', customerId);
    expect(await own.request(byId, { id: orderId })).toEqual({
      node: { id: orderId, contract: { id }, listPrice: { amount: '150.00' } },
    });
    const other = await server.as('CUSTOMER', await createCustomer(admin));
    expect(await other.request(byId, { id: orderId })).toEqual({ node: null });
    const unknown = toGlobalId('ConsultingOrder', '999999999');
    expect(codesOf(await reverseOrder(admin, unknown))).toEqual(['NOT_FOUND']);
  });

  it('reversals of consulting orders leave every counter as the ledger says', async () => {
    for await (const { counter, differences } of compareCounters(server.database.sql))
      expect({ counter, differences }).toEqual({ counter, differences: [] });
  });
});

describe('canOrderAdditionalConsulting', () => {
  const server = useServer(new TestClock('2026-06-01T08:00:00Z'));

  it.each([
    ['it-novum', 'basic', 1, true, []],
    ['it-novum', 'basic', 1_001, false, ['INVALID_INPUT']],
    ['op5', 'premium', 0, false, ['INVALID_INPUT', 'CONSULTING_NOT_IN_PLAN']],
  ] as const)(
    'canOrderAdditionalConsulting answers for %s %s and %d blocks as the mutation',
    async (provider, plan, blocks, allowed, codes) => {
      const admin = await server.as('ADMIN');
      const { id } = await order(admin, provider, plan, { ...ORDER, activateOn: '2026-03-16' });
      await agree(admin, id, blocks, allowed, codes);
    },
  );

  const PAST = { orderReceivedAt: '2025-01-10T10:00:00Z', activateOn: '2025-02-01' };
  it.each([
    ['is ordered', { orderReceivedAt: '2026-05-25T10:00:00Z' }, null],
    ['has ended', PAST, (admin: GraphQLClient, id: string) => giveNotice(admin, id, '2025-03-01T10:00:00Z')],
    [
      'is suspended',
      PAST,
      (admin: GraphQLClient, contractId: string) =>
        mutate(admin, 'suspendContract', { contractId, reason: 'No access.' }, 'contract { id }'),
    ],
  ] as const)(
    'canOrderAdditionalConsulting answers for a contract that %s as the mutation',
    async (life, ordered, happens) => {
      const admin = await server.as('ADMIN');
      const { id } = await order(admin, 'it-novum', 'basic', ordered);
      expect((await happens?.(admin, id))?.userErrors ?? []).toEqual([]);
      const code = life === 'is suspended' ? 'CONTRACT_SUSPENDED' : 'CONTRACT_NOT_ACTIVE';
      await agree(admin, id, 1, false, [code]);
    },
  );

  async function agree(
    admin: GraphQLClient,
    id: string,
    blocks: number,
    allowed: boolean,
    codes: readonly string[],
  ): Promise<void> {
    const answer = await canOrder(admin, id, blocks);
    expect(answer).toMatchObject({ allowed, quota: null });
    expect(codesOf(answer)).toEqual(codes);
    const { userErrors } = await orderAdditional(admin, id, blocks);
    expect(userErrors.map(({ code, message }) => ({ code, message }))).toEqual(
      answer.userErrors.map(({ code, message }) => ({ code, message })),
    );
  }
});
