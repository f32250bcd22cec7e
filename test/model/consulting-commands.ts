import { OFFERS } from './offer';
import { Command, iso, ModelContract, Role, STAFF_AND_CUSTOMER, when } from './command';
import {
  Block,
  comingAt,
  ContractFacts,
  isActive,
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
