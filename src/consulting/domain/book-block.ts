import { INCLUDED_BLOCK } from '../../catalog/domain/plan';
import { decideNotEnded, decideNotSuspended, statusAt } from '../../contracts/domain/contract-state';
import { counted } from '../../shared/domain/counted';
import { Decision, failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { addDays } from '../../shared/domain/local-date';
import { invalidInput, limitReached } from '../../shared/domain/refusal';
import { BookingRequest, ConsultingFacts, consultingQuota, includedLimit } from './consulting-facts';
import { BlockSource } from './consulting-block';
import { decideFromNowOn, decideNamesNoConsultant } from './customer-key';

const MOST_BLOCKS_IN_A_BOOKING = 100;

/**
 * May this appointment be booked? All its blocks or none: blocks ≤ included ones left in the contract year in which it
 * begins + additional ones left, and the contract is active then, as far as it is known. A key of role CUSTOMER neither
 * books for the past nor names the consultant. Domain sections 5, 6 and 9.
 */
export function decideBookBlocks(facts: ConsultingFacts, request: BookingRequest, now: Date): Decision {
  return [
    decideBlockCount(request.blocks, MOST_BLOCKS_IN_A_BOOKING),
    decideFromNowOn(request.by, request.startsAt, now),
    decideNamesNoConsultant(request.by, request.consultant),
    decideActiveAtAppointment(facts, request.startsAt),
    decideNotSuspended(facts.state),
    decideConsultingInPlan(facts),
    decideBlocksLeft(facts, request.blocks),
  ];
}

function decideActiveAtAppointment({ state }: ConsultingFacts, startsAt: Date): RuleOutcome {
  const rule = 'CONTRACT_NOT_ACTIVE';
  const path = ['input', 'startsAt'];
  switch (statusAt(state, startsAt)) {
    case 'ORDERED':
      return failedRule(
        rule,
        `Contract ${state.number} becomes active on ${state.activatesOn}, after the appointment.`,
        path,
      );
    case 'CANCELLED':
      return decideNotEnded(state, startsAt);
    case 'ENDED':
      return failedRule(
        rule,
        `Contract ${state.number} ends on ${state.noticeEndsOn}, before the appointment.`,
        path,
      );
    default:
      return passed(rule, `Contract ${state.number} is active when the appointment begins.`);
  }
}

function offersConsulting({ plan, quotaPlan, state }: ConsultingFacts): boolean {
  return (
    plan.entitlements.additionalConsulting ||
    quotaPlan.entitlements.includedConsultingBlocks > 0 ||
    state.additionalBlocksOrdered > 0
  );
}

function decideConsultingInPlan(facts: ConsultingFacts): RuleOutcome {
  const rule = 'CONSULTING_NOT_IN_PLAN';
  const { plan } = facts;
  if (offersConsulting(facts)) return passed(rule, `${plan.name} offers consulting.`);
  return failedRule(rule, `${plan.name} neither includes consulting blocks nor offers additional ones.`);
}

/** Not a second refusal where the plan offers no consulting at all. */
function decideBlocksLeft(facts: ConsultingFacts, blocks: number): RuleOutcome {
  const rule = 'NO_CONSULTING_BLOCK_LEFT';
  if (facts.contractYear === null)
    return notJudged(rule, 'The contract has no contract year at that moment.');
  if (!offersConsulting(facts)) return notJudged(rule, 'The plan offers no consulting.');
  const quota = consultingQuota(facts);
  if (blocks <= quota.left) return passed(rule, `${describeUse(facts)}.`);
  const reason = `${describeUse(facts)}; ${quota.left} left, ${blocks} asked for.`;
  const message = [reason, ...whatHelps(facts, quota.resetsAt)].join(' ');
  return failed(limitReached(rule, message, quota));
}

function describeUse(facts: ConsultingFacts): string {
  const { contractYear, includedUsed, state } = facts;
  const year = `${contractYear!.from} to ${addDays(contractYear!.to, -1)}`;
  return (
    `${includedUsed} of ${counted(includedLimit(facts), INCLUDED_BLOCK)} of the contract year ${year} and ` +
    `${state.additionalBlocksUsed} of ${state.additionalBlocksOrdered} additional ones are used`
  );
}

function whatHelps({ contractYear, plan }: ConsultingFacts, resetsAt: Date | null): readonly string[] {
  const order = plan.entitlements.additionalConsulting ? ['Order additional blocks.'] : [];
  const wait = resetsAt === null ? [] : [`The next contract year begins on ${contractYear!.to}.`];
  return [...order, ...wait];
}

/** Passes for a whole number of blocks from 1 to the most that one booking or order may hold. */
export function decideBlockCount(blocks: number, most: number): RuleOutcome {
  if (Number.isInteger(blocks) && 1 <= blocks && blocks <= most) {
    return passed('INVALID_INPUT', `${blocks} is a number of blocks from 1 to ${most}.`);
  }
  const message = `blocks must be from 1 to ${most}, not ${blocks}; a block is 4 hours.`;
  return failed(invalidInput(message, ['input', 'blocks']));
}

/** An order of additional blocks of which some are left. */
export interface UnusedOrder {
  readonly id: string;
  readonly left: number;
}

/** Where one booked block comes from. */
export interface Allocation {
  readonly source: BlockSource;
  /** The order of an ADDITIONAL block. */
  readonly orderId: string | null;
}

/**
 * INCLUDED blocks first, then those of the orders in the sequence given, which is oldest first: the result depends on
 * nothing else. The caller has decided that there are enough. Domain section 6.
 */
export function allocateBlocks(
  blocks: number,
  includedLeft: number,
  ordersOldestFirst: readonly UnusedOrder[],
): Allocation[] {
  const included = Math.min(blocks, includedLeft);
  const allocations: Allocation[] = repeat(included, { source: 'INCLUDED', orderId: null });
  for (const order of ordersOldestFirst) {
    const taken = Math.min(blocks - allocations.length, order.left);
    allocations.push(...repeat(taken, { source: 'ADDITIONAL', orderId: order.id }));
  }
  if (allocations.length < blocks) throw new RangeError('more blocks than are left');
  return allocations;
}

/** An appointment that was accepted, with what it was decided on. */
interface Booked {
  readonly facts: ConsultingFacts;
  readonly allocations: readonly Allocation[];
}

/** The facts of a contract as they are once the appointment is booked, which they do not count yet. */
export function withBooked(facts: ConsultingFacts, booked: Booked): ConsultingFacts {
  const included = booked.allocations.filter(({ source }) => source === 'INCLUDED').length;
  const additionalBlocksUsed = facts.state.additionalBlocksUsed + booked.allocations.length - included;
  const isSameYear = facts.contractYear?.number === booked.facts.contractYear?.number;
  return {
    ...facts,
    state: { ...facts.state, additionalBlocksUsed },
    includedUsed: facts.includedUsed + (isSameYear ? included : 0),
  };
}

/** What is left of orders once the blocks are booked, which they do not count yet. */
export function withoutBooked<Order extends UnusedOrder>(
  orders: readonly Order[],
  booked: readonly Allocation[],
): Order[] {
  return orders.map((order) => ({
    ...order,
    left: order.left - booked.filter(({ orderId }) => orderId === order.id).length,
  }));
}

function repeat(count: number, allocation: Allocation): Allocation[] {
  return Array.from({ length: count }, () => allocation);
}
