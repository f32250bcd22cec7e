import * as fc from 'fast-check';
import { GraphQLClient } from 'graphql-request';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { RequestContext } from '../../src/catalog/request-context';
import { bookConsultingBlock } from '../../src/consulting/use-cases/book-consulting-block';
import { cancelConsultingBlock } from '../../src/consulting/use-cases/cancel-consulting-block';
import { deliverConsultingBlock } from '../../src/consulting/use-cases/deliver-consulting-block';
import { orderAdditionalConsulting } from '../../src/consulting/use-cases/order-additional-consulting';
import { reverseConsultingOrder } from '../../src/consulting/use-cases/reverse-consulting-order';
import { updateConsultingBlock } from '../../src/consulting/use-cases/update-consulting-block';
import { reverseConsultingBlock } from '../../src/consulting/use-cases/reverse-consulting-block';
import { contractsById } from '../../src/contracts/persistence/contracts';
import { compareCounters } from '../../src/doctor/compare-counters';
import { Refused } from '../../src/shared/domain/refusal';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { order } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { ConsultingModel } from './consulting-model';

const ORDER = { orderReceivedAt: '2026-02-20T10:00:00Z', activateOn: '2026-03-15' };
const INCLUDED = { basic: 0, standard: 1, premium: 3 } as const;
const RUNS = process.env.AMBIT_LONG === '1' ? 300 : 20;

const act = fc.oneof(
  fc.record({ kind: fc.constant('order' as const), blocks: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('book' as const),
    year: fc.integer({ min: 1, max: 2 }),
    blocks: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constantFrom('cancel' as const, 'deliver' as const, 'reverse' as const),
    which: fc.nat(2),
  }),
  fc.record({
    kind: fc.constant('move' as const),
    year: fc.integer({ min: 1, max: 2 }),
    which: fc.nat(2),
  }),
  fc.record({ kind: fc.constant('take back' as const), which: fc.nat(2) }),
);
const STARTS: Record<number, Date> = {
  1: new Date('2026-07-01T08:00:00Z'),
  2: new Date('2027-04-01T08:00:00Z'),
};
const STEPS = {
  cancel: ['BOOKED', 'CANCELLED'],
  deliver: ['BOOKED', 'DELIVERED'],
  reverse: ['DELIVERED', 'REVERSED'],
} as const;

describe('blocks of a contract', () => {
  let admin: GraphQLClient;
  let context: RequestContext;
  const clock = new TestClock('2026-06-01T08:00:00Z');
  // Of its own: contracts that other tests took into a later year use more than their plan of today allows.
  const server = useServer(clock, 'consulting_model');
  beforeAll(async () => {
    admin = await server.as('ADMIN');
    const catalog = new Catalog(server.database);
    const caller = {
      keyId: '1',
      name: 'model',
      role: 'ADMIN',
      customerId: null,
      isPartner: false,
      providerId: null,
    } as const;
    context = new RequestContext(catalog, server.database, clock, caller, 'model');
  });

  const stepOf = {
    cancel: (blockId: string) => cancelConsultingBlock(context, { blockId, reason: null }),
    deliver: (blockId: string) =>
      deliverConsultingBlock(context, { blockId, deliveredAt: null, deliveredBy: null }),
    reverse: (blockId: string) => reverseConsultingBlock(context, { blockId, reason: 'wrong' }),
  };

  /** Does it and answers whether it was granted. */
  async function granted(work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  it('blocks of a contract are what a plain model says, after any sequence of acts', async () => {
    const scenario = fc.record({
      plan: fc.constantFrom('basic' as const, 'standard' as const, 'premium' as const),
      acts: fc.array(act, { minLength: 15, maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ plan, acts }) => {
        const contractId = parseGlobalId((await order(admin, 'it-novum', plan, ORDER)).id)!.id;
        const model = new ConsultingModel(INCLUDED[plan]);
        const ids: string[] = [];
        for (const each of acts) {
          if (each.kind === 'order') {
            await orderAdditionalConsulting(context, {
              contractId,
              blocks: each.blocks,
              listPricePerHour: '1',
              currency: 'EUR',
            });
            model.order(each.blocks);
          } else if (each.kind === 'book') {
            const startsAt = STARTS[each.year]!;
            const input = { contractId, startsAt, subject: 'Model', consultant: null, blocks: each.blocks };
            const booking = bookConsultingBlock(context, input).then((blocks) =>
              ids.push(...blocks.map(({ id }) => id)),
            );
            expect(await granted(booking)).toBe(model.book(each.year, each.blocks));
          } else if (each.kind === 'take back') {
            if (model.orders.length === 0) continue;
            const which = each.which % model.orders.length;
            const [orderId] = (await orderIds(contractId)).slice(which);
            const reversal = { orderId: orderId!, blocks: null, reason: 'too many' };
            expect(await granted(reverseConsultingOrder(context, reversal))).toBe(model.reverseOrder(which));
          } else if (ids.length > 0) {
            const which = Math.max(0, ids.length - 1 - each.which);
            const block = model.blocks[which]!;
            if (each.kind === 'move') {
              const update = {
                blockId: ids[which]!,
                startsAt: STARTS[each.year]!,
                subject: null,
                consultant: null,
              };
              expect(await granted(updateConsultingBlock(context, update))).toBe(
                model.move(block, each.year),
              );
              continue;
            }
            const [from, to] = STEPS[each.kind];
            expect(await granted(stepOf[each.kind](ids[which]!))).toBe(
              each.kind === 'deliver' ? model.deliver(block) : model.step(block, from, to),
            );
          }
        }
        await expectSame(contractId, model, ids);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  async function orderIds(contractId: string): Promise<string[]> {
    const text = 'SELECT id FROM consulting_orders WHERE contract_id = $1 ORDER BY id';
    return (await server.database.sql.rows<{ id: string }>(text, [contractId])).map(({ id }) => id);
  }

  async function expectSame(
    contractId: string,
    model: ConsultingModel,
    ids: readonly string[],
  ): Promise<void> {
    const state = (await context.load(contractsById, contractId))!;
    expect(state.includedBlocksUsed).toBe(model.includedUsed(1));
    expect(state.additionalBlocksUsed).toBe(model.additionalUsed());
    expect(state.additionalBlocksOrdered).toBe(model.orders.reduce((sum, blocks) => sum + blocks, 0));
    const orders = await orderIds(contractId);
    const blocks = await server.database.sql.rows<{
      id: string;
      year: number;
      order: string | null;
      status: string;
    }>(
      `SELECT id, contract_year AS year, order_id AS order, status FROM consulting_blocks WHERE contract_id = $1 ORDER BY id`,
      [contractId],
    );
    expect(blocks).toEqual(
      model.blocks.map((block, index) => ({
        ...block,
        id: ids[index],
        order: block.order === null ? null : orders[block.order]!,
      })),
    );
  }

  it('blocks of a contract leave every counter as the ledger says, after any sequence of acts', async () => {
    for await (const { counter, differences } of compareCounters(server.database.sql))
      expect({ counter, differences }).toEqual({ counter, differences: [] });
  });
});
