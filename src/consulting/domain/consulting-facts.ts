import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { ContractYear } from '../../contracts/domain/contract-dates';
import { Quota, yearlyReset } from '../../contracts/domain/quota';
import { Role } from '../../shared/domain/caller';

/** What the rules know of a contract when an appointment is asked for. */
export interface ConsultingFacts {
  readonly state: ContractState;
  /** In force when the appointment begins, as far as it is known: a scheduled change counts. */
  readonly plan: Plan;
  /**
   * Whose number of included blocks counts for the contract year: a later plan of the year, where there is one; of one
   * that is only scheduled, where it includes fewer.
   */
  readonly quotaPlan: Plan;
  /** The contract year in which the appointment begins; null before the activation. */
  readonly contractYear: ContractYear | null;
  /** INCLUDED blocks of that year, cancelled and reversed ones left out. */
  readonly includedUsed: number;
}

/** An appointment that is asked for. */
export interface BookingRequest {
  readonly startsAt: Date;
  readonly blocks: number;
  /** Null: nobody is named. */
  readonly consultant: string | null;
  /** The role of the key that asks. */
  readonly by: Role;
}

/** The one of two plans that includes fewer blocks a year. */
export function withFewerBlocks(one: Plan, other: Plan): Plan {
  return other.entitlements.includedConsultingBlocks < one.entitlements.includedConsultingBlocks
    ? other
    : one;
}

/** The same facts, had the contract had another plan: its number of included blocks would count then, too. */
export function underPlan(facts: ConsultingFacts, plan: Plan): ConsultingFacts {
  return { ...facts, plan, quotaPlan: plan };
}

export function includedLimit({ quotaPlan }: ConsultingFacts): number {
  return quotaPlan.entitlements.includedConsultingBlocks;
}

/** INCLUDED blocks left in the contract year of the appointment; not below 0 where a smaller plan took over. */
export function includedLeft(facts: ConsultingFacts): number {
  return Math.max(0, includedLimit(facts) - facts.includedUsed);
}

/** ADDITIONAL blocks that were ordered and not used; they keep until the contract ends. */
function additionalLeft({ state }: ConsultingFacts): number {
  return state.additionalBlocksOrdered - state.additionalBlocksUsed;
}

/**
 * What a booking draws on: the included blocks of the contract year and all additional ones, as the snapshot counts them.
 * `left` is not limit − used where a smaller plan took over: included blocks used beyond its number take no additional
 * one. Domain section 6.
 */
export function consultingQuota(
  facts: ConsultingFacts,
): Quota & { readonly limit: number; readonly left: number } {
  const { state, includedUsed, contractYear } = facts;
  return {
    limit: includedLimit(facts) + state.additionalBlocksOrdered,
    used: includedUsed + state.additionalBlocksUsed,
    left: includedLeft(facts) + additionalLeft(facts),
    resetsAt: yearlyReset(state, contractYear),
  };
}
