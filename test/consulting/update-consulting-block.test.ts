import { GraphQLClient } from 'graphql-request';
import { compareCounters } from '../../src/doctor/compare-counters';
import { createCustomer, order, planId } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import {
  book,
  booked,
  canBook,
  cancel,
  deliver,
  orderAdditional,
  firstOrderOf,
  ordersOf,
  quotas,
  update,
} from './consulting-api';
import { schedulePlan } from './schedule-plan';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const NOW = '2026-06-01T08:00:00.000Z';
const YEAR_1 = '2026-07-01T07:00:00.000Z';
const YEAR_2 = '2027-07-01T07:00:00.000Z';

describe('updateConsultingBlock', () => {
  let admin: GraphQLClient;
  const clock = new TestClock(NOW);
  const server = useServer(clock, 'update_block');
  beforeAll(async () => {
    admin = await server.as('ADMIN');
  });
  beforeEach(() => clock.moveTo(NOW));

  it('updateConsultingBlock names the consultant and the subject later, and moves within the year, at no cost', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [block] = await booked(admin, id, YEAR_1);
    const change = { startsAt: '2026-08-01T07:00:00.000Z', consultant: 'Grace', subject: 'Training' };
    expect((await update(admin, block!.id, change)).consultingBlock).toMatchObject({
      id: block!.id,
      source: 'INCLUDED',
      status: 'BOOKED',
      ...change,
    });
    expect((await update(admin, block!.id, { consultant: 'Ada' })).consultingBlock).toMatchObject({
      ...change,
      consultant: 'Ada',
    });
    expect(await quotas(admin, id)).toMatchObject({ includedConsultingBlocks: { used: 1 } });
  });

  it('a moved block draws on the new contract year, and gives the unit of the old one back', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [block] = await booked(admin, id, YEAR_1);
    expect((await update(admin, block!.id, { startsAt: YEAR_2 })).consultingBlock).toMatchObject({
      source: 'INCLUDED',
      contractYear: 2,
    });
    expect((await canBook(admin, id, YEAR_1)).allowed).toBe(true);
    expect((await canBook(admin, id, YEAR_2)).allowed).toBe(false);
  });

  it('a moved block falls back on the oldest order where the new year has none left, and an additional one is kept so', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await booked(admin, id, YEAR_2);
    const [block] = await booked(admin, id, YEAR_1);
    const before = await rowCounts(server.database);
    const refused = await update(admin, block!.id, { startsAt: YEAR_2 });
    expect(codesOf(refused)).toEqual(['NO_CONSULTING_BLOCK_LEFT']);
    expect(await rowCounts(server.database)).toEqual(before);
    await orderAdditional(admin, id, 1);
    const orderId = await firstOrderOf(admin, id);
    expect((await update(admin, block!.id, { startsAt: YEAR_2 })).consultingBlock).toMatchObject({
      source: 'ADDITIONAL',
      order: { id: orderId },
    });
    expect((await update(admin, block!.id, { startsAt: YEAR_1 })).consultingBlock).toMatchObject({
      source: 'ADDITIONAL',
      contractYear: 1,
      order: { id: orderId },
    });
    expect((await canBook(admin, id, YEAR_1)).quota).toMatchObject({ remaining: 1 });
    expect(await ordersOf(admin, id)).toMatchObject([{ usedBlocks: 1, remainingBlocks: 0 }]);
  });

  it('updateConsultingBlock refuses a move that a booking there would be refused, with all reasons', async () => {
    const { id } = await order(admin, 'it-novum', 'basic', ORDER);
    await schedulePlan(server, id, await planId(admin, 'it-novum', 'premium'), '2026-08-01T00:00:00Z');
    const [block] = await booked(admin, id, '2026-09-01T07:00:00Z');
    expect(codesOf(await update(admin, block!.id, { startsAt: YEAR_1 }))).toEqual([
      'NO_CONSULTING_BLOCK_LEFT',
    ]);
    expect(codesOf(await update(admin, block!.id, { startsAt: '2026-03-01T07:00:00Z' }))).toEqual([
      'CONTRACT_NOT_ACTIVE',
    ]);
    await deliver(admin, block!.id);
    const input = await update(admin, block!.id, {});
    expect(input.userErrors).toEqual([expect.objectContaining({ code: 'INVALID_INPUT', path: ['input'] })]);
  });

  it.each([
    ['CANCELLED', cancel],
    ['DELIVERED', deliver],
  ] as const)('updateConsultingBlock changes nothing of a block that is %s', async (_status, step) => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    const [block] = await booked(admin, id, YEAR_1);
    await step(admin, block!.id);
    for (const change of [{ startsAt: YEAR_2 }, { consultant: 'Ada' }])
      expect(codesOf(await update(admin, block!.id, change))).toEqual(['INVALID_STATE']);
  });

  it('a past instant is shown as it was, whatever block is moved or taken back later', async () => {
    const { id } = await order(admin, 'it-novum', 'standard', ORDER);
    await orderAdditional(admin, id, 2);
    const [included, additional] = await booked(admin, id, YEAR_1, { blocks: 2 });
    clock.moveTo('2026-06-10T08:00:00Z');
    const at = '2026-06-05T00:00:00Z';
    const before = await quotas(admin, id, at);
    expect(before).toMatchObject({
      includedConsultingBlocks: { used: 1 },
      additionalConsultingBlocks: { limit: 2, used: 1 },
    });
    await update(admin, included!.id, { startsAt: YEAR_2 });
    await cancel(admin, additional!.id);
    const orderId = await firstOrderOf(admin, id);
    const reversal = { orderId, reason: 'Not needed.' };
    expect(codesOf(await mutate(admin, 'reverseConsultingOrder', reversal))).toEqual([]);
    clock.moveTo('2026-06-20T08:00:00Z');
    expect(await quotas(admin, id, at)).toEqual(before);
    expect(await quotas(admin, id, '2026-06-15T00:00:00Z')).toEqual(await quotas(admin, id));
    expect(await quotas(admin, id)).toMatchObject({
      includedConsultingBlocks: { used: 0 },
      additionalConsultingBlocks: { limit: 0, used: 0 },
    });
  });

  it('changes of blocks leave every counter as the ledger says', async () => {
    for await (const { counter, differences } of compareCounters(server.database.sql))
      expect({ counter, differences }).toEqual({ counter, differences: [] });
  });

  describe('with a key of role CUSTOMER', () => {
    let customer: GraphQLClient;
    let contractId: string;
    beforeAll(async () => {
      const customerId = await createCustomer(admin);
      customer = await server.as('CUSTOMER', customerId);
      contractId = (await order(admin, 'it-novum', 'premium', { ...ORDER, customerId })).id;
      await orderAdditional(admin, contractId, 20);
    });

    it('a customer books blocks from now on and names nobody, as the question says', async () => {
      const early = '2026-06-01T07:59:59.999Z';
      const past = await book(customer, contractId, early);
      expect(past.userErrors).toEqual([
        expect.objectContaining({ code: 'INVALID_INPUT', path: ['input', 'startsAt'] }),
      ]);
      expect((await canBook(customer, contractId, early)).userErrors).toEqual(past.userErrors);
      const named = await book(customer, contractId, NOW, { consultant: 'Grace' });
      expect(named.userErrors).toEqual([
        expect.objectContaining({ code: 'INVALID_INPUT', path: ['input', 'consultant'] }),
      ]);
      expect(await booked(customer, contractId, NOW, { consultant: null })).toHaveLength(1);
      expect(await booked(admin, contractId, early, { consultant: 'Grace' })).toHaveLength(1);
    });

    it('a customer moves and cancels a block until the appointment begins, and staff after that too', async () => {
      const [moved, cancelled] = await booked(customer, contractId, '2026-06-02T08:00:00Z', { blocks: 2 });
      const consultant = await update(customer, moved!.id, { consultant: 'Grace' });
      expect(consultant.userErrors[0]).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'consultant'],
      });
      const past = await update(customer, moved!.id, { startsAt: '2026-05-02T08:00:00Z' });
      expect(past.userErrors[0]).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'startsAt'] });
      clock.moveTo('2026-06-02T07:59:59.999Z');
      expect(codesOf(await update(customer, moved!.id, { startsAt: '2026-06-02T08:00:00.000Z' }))).toEqual(
        [],
      );
      clock.moveTo('2026-06-02T08:00:00.000Z');
      const late = { startsAt: '2026-06-03T08:00:00.000Z' };
      expect(codesOf(await update(customer, moved!.id, late))).toEqual(['INVALID_STATE']);
      expect(codesOf(await cancel(customer, cancelled!.id))).toEqual(['INVALID_STATE']);
      expect(codesOf(await update(admin, moved!.id, late))).toEqual([]);
      expect(codesOf(await cancel(admin, cancelled!.id))).toEqual([]);
    });
  });
});
