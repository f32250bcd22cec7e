import { Quota } from '../../contracts/domain/quota';
import { yearlyReset } from '../../contracts/domain/snapshot';
import { ConsultingFacts } from './consulting-facts';

export function includedLimit({ quotaPlan }: ConsultingFacts): number {
  return quotaPlan.entitlements.includedConsultingBlocks;
}

/** INCLUDED blocks left in the contract year of the appointment; not below 0 where a smaller plan took over. */
export function includedLeft(facts: ConsultingFacts): number {
  return Math.max(0, includedLimit(facts) - facts.includedUsed);
}

/** ADDITIONAL blocks that were ordered and not used; they keep until the contract ends. */
export function additionalLeft({ state }: ConsultingFacts): number {
  return state.additionalBlocksOrdered - state.additionalBlocksUsed;
}

/**
 * What a booking draws on: the included blocks of the contract year and all additional ones. Limit − used is what is
 * left, so included blocks that were used beyond a smaller plan's number hide no additional one. Domain section 6.
 */
export function consultingQuota(facts: ConsultingFacts): Quota & { readonly limit: number } {
  const limit = includedLimit(facts) + facts.state.additionalBlocksOrdered;
  const left = includedLeft(facts) + additionalLeft(facts);
  return { limit, used: limit - left, resetsAt: yearlyReset(facts.state, facts.contractYear) };
}
