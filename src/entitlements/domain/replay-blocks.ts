import { BlockSource } from '../../consulting/domain/consulting-block';
import { decideBookBlocks } from '../../consulting/domain/book-block';
import { ConsultingFacts } from '../../consulting/domain/consulting-facts';
import { contractYear } from '../../contracts/domain/contract-dates';
import { Decision } from '../../shared/domain/decision';
import { contains } from '../../shared/domain/period';
import { refusedByPlan } from './refused-by-plan';
import { ReplayFacts } from './replay-facts';

/** A consulting block that is booked or was delivered. */
export interface UsedBlock {
  /** In which the appointment begins. */
  readonly contractYear: number;
  readonly startsAt: Date;
  readonly source: BlockSource;
}

export interface ReplayedBlock<Block> {
  readonly block: Block;
  /** Why it would not have been an included one; empty where it would. */
  readonly extraBecause: Decision;
}

/**
 * Calls blocks up once more under the plan, above what is used of each year before, those of whole contract years in the order of their appointments: what comes
 * after its included ones is extra, and has to be bought. Of what lies before the period, the INCLUDED ones are used.
 * Returns those of the period. Domain section 6.
 */
export function replayBlocks<Block extends UsedBlock>(
  facts: ReplayFacts,
  blocks: readonly Block[],
  usedBefore: ReadonlyMap<number, number> = new Map(),
): readonly ReplayedBlock<Block>[] {
  const includedIn = new Map(usedBefore);
  return blocks.flatMap((block) => {
    const used = includedIn.get(block.contractYear) ?? 0;
    const isReplayed = contains(facts.period, block.startsAt);
    const extraBecause = isReplayed ? whyExtra(facts, block, used) : [];
    const isIncluded = isReplayed ? extraBecause.length === 0 : block.source === 'INCLUDED';
    if (isIncluded) includedIn.set(block.contractYear, used + 1);
    return isReplayed ? [{ block, extraBecause }] : [];
  });
}

/** Why an included block would be refused beside so many that are used; empty where it would not. */
export function whyExtra(
  { state, plan }: ReplayFacts,
  block: Pick<UsedBlock, 'contractYear' | 'startsAt'>,
  includedUsed: number,
): Decision {
  const { startsAt } = block;
  const request = { startsAt, blocks: 1, consultant: null, by: 'ADMIN' } as const;
  const year = contractYear(state.activatesOn, block.contractYear);
  const decide = (additionalBlocksOrdered: number) => {
    const ordered = { ...state, additionalBlocksOrdered, additionalBlocksUsed: 0 };
    const facts: ConsultingFacts = {
      state: ordered,
      plan,
      quotaPlan: plan,
      contractYear: year,
      includedUsed,
    };
    return decideBookBlocks(facts, request, startsAt);
  };
  // With one bought block in hand nothing but the number of included ones can be missing.
  return refusedByPlan(decide(1), decide(0));
}
