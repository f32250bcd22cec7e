import { Role } from '../../shared/domain/caller';
import { Decision, failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { allocateBlocks, Allocation, decideBookBlocks, UnusedOrder } from './book-block';
import { BlockSource, BlockStatus, decideTransition } from './consulting-block';
import { ConsultingFacts, includedLeft } from './consulting-facts';
import { decideNamesNoConsultant, decideNotBegun } from './customer-key';

/** What the rules know of a block. */
export interface BlockFacts {
  readonly status: BlockStatus;
  readonly startsAt: Date;
  readonly contractYear: number;
  readonly source: BlockSource;
  readonly orderId: string | null;
}

/** A change that is asked for; what is null stays as it is. */
export interface BlockUpdate {
  readonly startsAt: Date | null;
  readonly subject: string | null;
  readonly consultant: string | null;
}

/** May the block be cancelled? It is BOOKED; for a key of role CUSTOMER the appointment is still to begin. Domain section 6. */
export function decideCancelBlock(
  { status, startsAt }: Pick<BlockFacts, 'status' | 'startsAt'>,
  { role }: { readonly role: Role },
  now: Date,
): Decision {
  return [decideTransition(status, 'CANCELLED'), decideNotBegun(role, startsAt, now)];
}

/** Whether the change moves the appointment. */
export function isMove({ startsAt }: BlockFacts, update: BlockUpdate): boolean {
  return update.startsAt !== null && update.startsAt.getTime() !== startsAt.getTime();
}

/**
 * May the block be changed so? It is BOOKED, and a move passes the rules of a new booking once its own unit is given
 * back. `facts` are those of the new appointment, without the block. Domain section 6.
 */
export function decideUpdateBlock(
  block: BlockFacts,
  facts: ConsultingFacts,
  update: BlockUpdate,
  { role }: { readonly role: Role },
  now: Date,
): Decision {
  const ofBlock = [
    decideTransition(block.status, 'CHANGED'),
    decideSomethingGiven(update),
    decideNotBegun(role, block.startsAt, now),
  ];
  if (block.status !== 'BOOKED' || !isMove(block, update))
    return [...ofBlock, decideNamesNoConsultant(role, update.consultant)];
  const booking = { startsAt: update.startsAt!, blocks: 1, consultant: update.consultant, by: role };
  return [...ofBlock, ...decideBookBlocks(facts, booking, now)];
}

function decideSomethingGiven({ startsAt, subject, consultant }: BlockUpdate): RuleOutcome {
  if (startsAt !== null || subject !== null || consultant !== null)
    return passed('INVALID_INPUT', 'Something is to be changed.');
  return failed(invalidInput('Give startsAt, subject or consultant: what is to be changed.', ['input']));
}

/** The facts of an appointment as they are once a block that is BOOKED has given its unit back. */
export function withoutBlock(facts: ConsultingFacts, block: BlockFacts): ConsultingFacts {
  if (block.status !== 'BOOKED') return facts;
  const { state } = facts;
  if (block.source === 'ADDITIONAL')
    return { ...facts, state: { ...state, additionalBlocksUsed: state.additionalBlocksUsed - 1 } };
  const isOfYear = facts.contractYear?.number === block.contractYear;
  return isOfYear ? { ...facts, includedUsed: facts.includedUsed - 1 } : facts;
}

/**
 * Where a moved block comes from then: an ADDITIONAL one from its order as before, an INCLUDED one from the new contract
 * year, or else from the oldest order. `facts` are without the block. Domain section 6.
 */
export function allocateMoved(
  { source, orderId }: BlockFacts,
  facts: ConsultingFacts,
  ordersOldestFirst: readonly UnusedOrder[],
): Allocation {
  if (source === 'ADDITIONAL') return { source, orderId };
  return allocateBlocks(1, includedLeft(facts), ordersOldestFirst)[0]!;
}
