import { Command, iso, ModelContract, Role, STAFF_AND_CUSTOMER, TOLERANCE, when } from './command';
import { discountOf, LIST_PRICE, netOf } from './feed';
import {
  Block,
  ContractFacts,
  endAt,
  FeedRow,
  isActive,
  isOver,
  offerAt,
  planAt,
  standingBlocks,
  startOfYear,
  usedIncluded,
  usedOfOrder,
  whenSuspended,
  yearAt,
} from './model-contract';

const SUPPORT: readonly Role[] = ['ADMIN', 'SUPPORT'];
const SALES: readonly Role[] = ['ADMIN', 'SALES'];

const STEPS = {
  cancel: ['cancelConsultingBlock', 'BOOKED', 'CANCELLED', STAFF_AND_CUSTOMER],
  reverse: ['reverseConsultingBlock', 'DELIVERED', 'REVERSED', SALES],
} as const;

export function stepBlock(
  { facts, ids, feed }: ModelContract,
  now: number,
  step: keyof typeof STEPS,
  m: number,
  role: Role,
): Command {
  const [mutation, from, to, roles] = STEPS[step];
  const index = m % facts.blocks.length;
  const block = facts.blocks[index]!;
  const hasBegun = step === 'cancel' && role === 'CUSTOMER' && now >= block.startsAt;
  return {
    mutation,
    roles,
    input: { blockId: ids.blocks[index], reason: 'not needed' },
    selection: 'consultingBlock { id }',
    refusals: [...when(block.status !== from, 'INVALID_STATE'), ...when(hasBegun, 'INVALID_STATE')],
    apply: () => {
      block.status = to;
      block.freedAt = now;
      if (step === 'cancel') return;
      const delivered = feed.find(
        ({ kind, blockId }) => kind === 'DELIVERED' && blockId === ids.blocks[index],
      )!;
      feed.push({ ...delivered, kind: 'REVERSED', occurredAt: now, recordedAt: now });
    },
  };
}

/** Now, or as staff enter it later: by the plan, and in the year, of the delivery. */
export function deliverBlock(
  { facts, ids, feed }: ModelContract,
  now: number,
  deliveredBefore: number,
  m: number,
): Command {
  const index = m % facts.blocks.length;
  const block = facts.blocks[index]!;
  const at = now - deliveredBefore;
  return {
    mutation: 'deliverConsultingBlock',
    roles: SUPPORT,
    input: { blockId: ids.blocks[index], deliveredAt: deliveredBefore === 0 ? undefined : iso(at) },
    selection: 'consultingBlock { id }',
    refusals: [
      ...when(block.status !== 'BOOKED', 'INVALID_STATE'),
      ...when(at > now + TOLERANCE, 'INVALID_INPUT'),
      ...deliveryRefusals(facts, at, block),
    ],
    apply: () => {
      block.status = 'DELIVERED';
      block.deliveredAt = at;
      feed.push(deliveredRow(facts, at, now, block, ids.blocks[index]!, ids.orders));
    },
  };
}

/** Of an included block in its own year, and no more of them by then than the plan of then includes. */
function deliveryRefusals(facts: ContractFacts, at: number, block: Block): string[] {
  const year = yearAt(facts, at);
  const isIncluded = block.source === 'INCLUDED';
  const { includedBlocks } = offerAt(facts, at);
  const instant = Math.min(at, endAt(facts) - 1);
  const until = facts.plans.find(({ from }) => from > instant)?.from ?? Infinity;
  const delivered = facts.blocks.filter(
    ({ source, status, year, deliveredAt }) =>
      source === 'INCLUDED' && status === 'DELIVERED' && year === block.year && deliveredAt! < until,
  ).length;
  const numbers = `${usedIncluded(facts, block.year)}/${includedBlocks}`;
  return [
    ...when(at < startOfYear(facts, 1), 'INVALID_INPUT'),
    ...when(isOver(facts, at), 'CONTRACT_NOT_ACTIVE'),
    ...when(isIncluded && year !== 0 && year !== block.year, 'OUTSIDE_CONTRACT_YEAR'),
    ...when(
      isIncluded && block.status === 'BOOKED' && delivered >= includedBlocks,
      `NO_CONSULTING_BLOCK_LEFT ${numbers}`,
    ),
  ];
}

function deliveredRow(
  facts: ContractFacts,
  at: number,
  now: number,
  { source, order, year }: Block,
  blockId: string,
  orderIds: readonly string[],
): FeedRow {
  const discount = order === null ? 0 : discountOf(facts.orders[order]!.plan);
  return {
    kind: 'DELIVERED',
    source,
    blocks: 1,
    netAmount: order === null ? null : netOf(1, discount),
    discount,
    year,
    plan: planAt(facts, at),
    occurredAt: at,
    recordedAt: now,
    blockId,
    orderId: order === null ? null : orderIds[order]!,
  };
}

export function orderBlocks({ id, facts, ids, feed }: ModelContract, now: number, blocks: number): Command {
  return {
    mutation: 'orderAdditionalConsulting',
    roles: SALES,
    input: { contractId: id, blocks, listPricePerHour: LIST_PRICE, currency: 'EUR' },
    selection: 'contract { consultingOrders { id } }',
    refusals: [
      ...when(!isActive(facts, now), 'CONTRACT_NOT_ACTIVE'),
      ...whenSuspended(facts),
      ...when(!offerAt(facts, now).additionalBlocks, 'CONSULTING_NOT_IN_PLAN'),
    ],
    apply: (answer) => {
      const plan = planAt(facts, now);
      facts.orders.push({ at: now, plan, blocks, reversals: [] });
      const orderId = (answer.contract.consultingOrders as { id: string }[]).at(-1)!.id;
      ids.orders.push(orderId);
      const discount = discountOf(plan);
      feed.push({
        kind: 'ORDERED',
        source: 'ADDITIONAL',
        blocks,
        netAmount: netOf(blocks, discount),
        discount,
        year: yearAt(facts, now),
        plan,
        occurredAt: now,
        recordedAt: now,
        blockId: null,
        orderId,
      });
    },
  };
}

/** As many blocks as nothing uses; without a number all of those. */
export function reverseOrder(
  { facts, ids, feed }: ModelContract,
  now: number,
  blocks: number | null,
  m: number,
): Command {
  const index = m % facts.orders.length;
  const order = facts.orders[index]!;
  const standing = standingBlocks(order);
  const used = usedOfOrder(facts, index);
  return {
    mutation: 'reverseConsultingOrder',
    roles: SALES,
    input: { orderId: ids.orders[index], blocks: blocks ?? undefined, reason: 'ordered by mistake' },
    selection: 'consultingOrder { reversedBlocks usedBlocks remainingBlocks }',
    refusals: when(standing - used < (blocks ?? 1), `NO_CONSULTING_BLOCK_LEFT ${used}/${standing}`),
    apply: (answer) => {
      const takenBack = blocks ?? standing - used;
      facts.orders[index] = { ...order, reversals: [...order.reversals, { at: now, blocks: takenBack }] };
      expect(answer.consultingOrder).toEqual({
        reversedBlocks: order.blocks - standing + takenBack,
        usedBlocks: used,
        remainingBlocks: standing - used - takenBack,
      });
      const ordered = feed.find(({ kind, orderId }) => kind === 'ORDERED' && orderId === ids.orders[index])!;
      const netAmount = netOf(standing, ordered.discount) - netOf(standing - takenBack, ordered.discount);
      feed.push({
        ...ordered,
        kind: 'ORDER_REVERSED',
        blocks: takenBack,
        netAmount,
        occurredAt: now,
        recordedAt: now,
      });
    },
  };
}
