import { HOURS_PER_CONSULTING_BLOCK } from '../../catalog/domain/plan';
import { Decision, failed, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { Money } from '../../shared/domain/money';
import { invalidInput, limitReached } from '../../shared/domain/refusal';
import { AgreedPrice, netAmount } from './ledger-entry';

/** What the rules know of an order. remaining = blocks − reversed − used. */
export interface OrderFacts {
  readonly blocks: number;
  readonly reversedBlocks: number;
  readonly usedBlocks: number;
  readonly remainingBlocks: number;
}

/** How many blocks are taken back: as many as asked for, all unused ones where nothing is said. */
export function blocksToReverse({ remainingBlocks }: OrderFacts, blocks: number | null): number {
  return blocks ?? remainingBlocks;
}

/** May so many blocks of the order be taken back? 1 ≤ blocks ≤ the unused ones; null: all of those. Domain section 6. */
export function decideReverseOrder(order: OrderFacts, blocks: number | null): Decision {
  const isNumber = decideNumber(blocks);
  return [isNumber, isNumber.outcome === 'FAILED' ? unjudged() : decideUnused(order, blocks)];
}

function decideNumber(blocks: number | null): RuleOutcome {
  if (blocks === null || (Number.isInteger(blocks) && blocks >= 1))
    return passed('INVALID_INPUT', 'It is a number of blocks.');
  return failed(invalidInput(`blocks must be at least 1, not ${blocks}.`, ['input', 'blocks']));
}

const RULE = 'NO_CONSULTING_BLOCK_LEFT';

function unjudged(): RuleOutcome {
  return notJudged(RULE, 'Without a number of blocks nothing can be compared.');
}

function decideUnused(order: OrderFacts, blocks: number | null): RuleOutcome {
  const { reversedBlocks, usedBlocks, remainingBlocks } = order;
  const use = `${usedBlocks} of ${order.blocks} blocks of the order are used, ${reversedBlocks} were taken back`;
  if (remainingBlocks >= (blocks ?? 1)) return passed(RULE, `${use}.`);
  const message = `${use}; ${remainingBlocks} can be taken back. Cancel appointments to free more.`;
  const quota = { limit: order.blocks - reversedBlocks, used: usedBlocks, resetsAt: null };
  return failed(limitReached(RULE, message, quota, ['input', 'blocks']));
}

/**
 * What is to be credited for blocks that are taken back: net amount of the blocks that stood before − that of those that
 * stand after. Each alone is rounded, so that the amounts of an order taken back whole sum to its net amount. Never
 * negative. Domain section 6.
 */
export function reversedAmount(
  order: Pick<OrderFacts, 'blocks' | 'reversedBlocks'>,
  blocks: number,
  { listPricePerHour, discountPercent }: AgreedPrice,
): Money {
  const netOf = (standing: number) =>
    netAmount(standing * HOURS_PER_CONSULTING_BLOCK, listPricePerHour, discountPercent).minorUnits;
  const before = order.blocks - order.reversedBlocks;
  return { ...listPricePerHour, minorUnits: netOf(before) - netOf(before - blocks) };
}
