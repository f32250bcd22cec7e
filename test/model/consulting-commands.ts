import { OFFERS } from './offer';
import { Command, iso, ModelContract, Role, STAFF_AND_CUSTOMER, when } from './command';
import {
  Block,
  comingAt,
  ContractFacts,
  isActive,
  isOver,
  offerAt,
  orderedBlocks,
  standingBlocks,
  startOfYear,
  usedAdditional,
  usedIncluded,
  usedOfOrder,
  whenSuspended,
  yearAt,
} from './model-contract';

const SUPPORT: readonly Role[] = ['ADMIN', 'SUPPORT'];
const SALES: readonly Role[] = ['ADMIN', 'SALES'];

export function bookBlocks(
  { id, facts, ids }: ModelContract,
  now: number,
  startsAt: number,
  blocks: number,
  role: Role,
): Command {
  const year = yearAt(facts, startsAt);
  const included = includedLeft(facts, now, startsAt, year);
  return {
    mutation: 'bookConsultingBlock',
    roles: STAFF_AND_CUSTOMER,
    input: { contractId: id, startsAt: iso(startsAt), subject: 'Upgrade', blocks },
    selection: 'consultingBlocks { id source }',
    refusals: [
      ...when(role === 'CUSTOMER' && startsAt < now, 'INVALID_INPUT'),
      ...bookingRefusals(facts, startsAt, blocks, included),
    ],
    apply: (answer) => {
      expect(answer.consultingBlocks).toHaveLength(blocks);
      const written = answer.consultingBlocks as { id: string; source: Block['source'] }[];
      for (const [index, block] of written.entries()) {
        const drawn = drawnOn(facts, index < included.left);
        expect(block.source).toBe(drawn.source);
        facts.blocks.push({
          ...drawn,
          year,
          startsAt,
          bookedAt: now,
          moves: [],
          deliveredAt: null,
          status: 'BOOKED',
          freedAt: null,
        });
        ids.blocks.push(block.id);
      }
    },
  };
}

/** An included block, or one of the oldest order that has one left. */
function drawnOn(facts: ContractFacts, isIncluded: boolean): Pick<Block, 'source' | 'order'> {
  if (isIncluded) return { source: 'INCLUDED', order: null };
  const order = facts.orders.findIndex((each, index) => usedOfOrder(facts, index) < standingBlocks(each));
  return { source: 'ADDITIONAL', order };
}

/** By the plan at the appointment; a smaller one that comes later in that year counts for it too. */
function includedLeft(facts: ContractFacts, now: number, startsAt: number, year: number) {
  const coming = comingAt(facts, now);
  const isOfYear = coming !== null && startsAt < coming.from && coming.from < startOfYear(facts, year + 1);
  const limit = Math.min(
    offerAt(facts, startsAt).includedBlocks,
    isOfYear ? OFFERS[facts.provider][coming.plan].includedBlocks : Infinity,
  );
  const used = usedIncluded(facts, year);
  return { limit, used, left: Math.max(0, limit - used) };
}

function bookingRefusals(
  facts: ContractFacts,
  startsAt: number,
  blocks: number,
  included: { limit: number; used: number; left: number },
): string[] {
  const notActive = [...when(!isActive(facts, startsAt), 'CONTRACT_NOT_ACTIVE'), ...whenSuspended(facts)];
  if (facts.provider === 'op5') return [...notActive, 'CONSULTING_NOT_IN_PLAN'];
  if (yearAt(facts, startsAt) === 0) return notActive;
  const left = included.left + orderedBlocks(facts) - usedAdditional(facts);
  const limit = included.limit + orderedBlocks(facts);
  const used = included.used + usedAdditional(facts);
  return [...notActive, ...when(blocks > left, `NO_CONSULTING_BLOCK_LEFT ${used}/${limit}`)];
}

/** A move passes the rules of a new booking once its own unit is given back; what is ADDITIONAL stays so. */
export function moveBlock(
  { facts, ids }: ModelContract,
  now: number,
  startsAt: number,
  m: number,
  role: Role,
): Command {
  const index = m % facts.blocks.length;
  const block = facts.blocks[index]!;
  const isBooked = block.status === 'BOOKED';
  const isMove = startsAt !== block.startsAt;
  const others = { ...facts, blocks: facts.blocks.filter((each) => each !== block) };
  const year = yearAt(facts, startsAt);
  const included = includedLeft(others, now, startsAt, year);
  const isCustomer = role === 'CUSTOMER';
  return {
    mutation: 'updateConsultingBlock',
    roles: STAFF_AND_CUSTOMER,
    input: { blockId: ids.blocks[index], startsAt: iso(startsAt) },
    selection: 'consultingBlock { source startsAt }',
    refusals: [
      ...when(!isBooked, 'INVALID_STATE'),
      ...when(isCustomer && now >= block.startsAt, 'INVALID_STATE'),
      ...when(isBooked && isMove && isCustomer && startsAt < now, 'INVALID_INPUT'),
      ...(isBooked && isMove ? bookingRefusals(others, startsAt, 1, included) : []),
    ],
    apply: ({ consultingBlock }) => {
      const { source, order } = block;
      const staysSo = !isMove || source === 'ADDITIONAL';
      const drawn = staysSo ? { source, order } : drawnOn(others, included.left > 0);
      expect(consultingBlock).toEqual({ source: drawn.source, startsAt: iso(startsAt) });
      if (!isMove) return;
      const before = { source, order, year: block.year, startsAt: block.startsAt, until: now };
      facts.blocks[index] = { ...block, ...drawn, year, startsAt, moves: [...block.moves, before] };
    },
  };
}

const STEPS = {
  cancel: ['cancelConsultingBlock', 'BOOKED', 'CANCELLED', STAFF_AND_CUSTOMER],
  deliver: ['deliverConsultingBlock', 'BOOKED', 'DELIVERED', SUPPORT],
  reverse: ['reverseConsultingBlock', 'DELIVERED', 'REVERSED', SALES],
} as const;

export function stepBlock(
  { facts, ids }: ModelContract,
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
    input: { blockId: ids.blocks[index], ...(step === 'deliver' ? {} : { reason: 'not needed' }) },
    selection: 'consultingBlock { id }',
    refusals: [
      ...when(block.status !== from, 'INVALID_STATE'),
      ...when(hasBegun, 'INVALID_STATE'),
      ...(step === 'deliver' ? deliveryRefusals(facts, now, block) : []),
    ],
    apply: () => {
      block.status = to;
      block.freedAt = step === 'deliver' ? null : now;
      if (step === 'deliver') block.deliveredAt = now;
    },
  };
}

/** Delivered now: of an included block in its own year, and no more of them than the plan in force includes. */
function deliveryRefusals(facts: ContractFacts, now: number, block: Block): string[] {
  const year = yearAt(facts, now);
  const isIncluded = block.source === 'INCLUDED';
  const { includedBlocks } = offerAt(facts, now);
  const delivered = facts.blocks.filter(
    ({ source, status, year }) => source === 'INCLUDED' && status === 'DELIVERED' && year === block.year,
  ).length;
  const numbers = `${usedIncluded(facts, block.year)}/${includedBlocks}`;
  return [
    ...when(now < startOfYear(facts, 1), 'INVALID_INPUT'),
    ...when(isOver(facts, now), 'CONTRACT_NOT_ACTIVE'),
    ...when(isIncluded && year !== 0 && year !== block.year, 'OUTSIDE_CONTRACT_YEAR'),
    ...when(
      isIncluded && block.status === 'BOOKED' && delivered >= includedBlocks,
      `NO_CONSULTING_BLOCK_LEFT ${numbers}`,
    ),
  ];
}

export function orderBlocks({ id, facts, ids }: ModelContract, now: number, blocks: number): Command {
  return {
    mutation: 'orderAdditionalConsulting',
    roles: SALES,
    input: { contractId: id, blocks, listPricePerHour: '150.00', currency: 'EUR' },
    selection: 'contract { consultingOrders { id } }',
    refusals: [
      ...when(!isActive(facts, now), 'CONTRACT_NOT_ACTIVE'),
      ...whenSuspended(facts),
      ...when(!offerAt(facts, now).additionalBlocks, 'CONSULTING_NOT_IN_PLAN'),
    ],
    apply: (answer) => {
      facts.orders.push({ at: now, blocks, reversals: [] });
      const orders = answer.contract.consultingOrders as { id: string }[];
      ids.orders.push(orders.at(-1)!.id);
    },
  };
}

/** As many blocks as nothing uses; without a number all of those. */
export function reverseOrder(
  { facts, ids }: ModelContract,
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
    },
  };
}
