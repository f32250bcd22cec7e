import { contractYear, ContractYear } from '../../contracts/domain/contract-dates';
import { decideIncidentQuota } from '../../incidents/domain/open-incident';
import { Decision } from '../../shared/domain/decision';
import { startOfDate } from '../../shared/domain/local-date';
import { whyExtra } from './replay-blocks';
import { ReplayFacts } from './replay-facts';

/** What was used of a contract year before the contract was brought in: how much, and of no part of it when. */
export interface UsedBefore {
  /** Its number. */
  readonly contractYear: number;
  readonly incidents: number;
  readonly includedBlocks: number;
  /** All of it was used before. */
  readonly recordedAt: Date;
}

export interface ReplayedOpening {
  readonly contractYear: ContractYear;
  readonly incidents: number;
  readonly includedBlocks: number;
  /** How many support requests the plan would have refused, and why; 0 and empty where it would have taken all. */
  readonly refusedRequests: number;
  readonly refusedBy: Decision;
  /** How many blocks would not have been included ones, and why; likewise. */
  readonly extraBlocks: number;
  readonly extraBecause: Decision;
}

/** What a plan has used of each contract year, by its number, before any request or block that is known. */
export interface UsedInYears {
  readonly requests: ReadonlyMap<number, number>;
  readonly blocks: ReadonlyMap<number, number>;
}

/**
 * Counts opening entries once more under the plan, before all that is known of the same contract year. One whose use may
 * lie in the period is replayed whole: nobody can say when it was, and a plan is not to be said to fit that does not. Of
 * one that lies before the period all was taken.
 */
export function replayOpenings(
  facts: ReplayFacts,
  openings: readonly UsedBefore[],
): { readonly openings: readonly ReplayedOpening[]; readonly used: UsedInYears } {
  const requests = new Map<number, number>();
  const blocks = new Map<number, number>();
  const replayed: ReplayedOpening[] = [];
  for (const opening of openings) {
    const year = contractYear(facts.state.activatesOn, opening.contractYear);
    const each = mayLieIn(facts, year, opening) ? replayOpening(facts, year, opening) : null;
    if (each !== null) replayed.push(each);
    requests.set(year.number, opening.incidents - (each?.refusedRequests ?? 0));
    blocks.set(year.number, opening.includedBlocks - (each?.extraBlocks ?? 0));
  }
  return { openings: replayed, used: { requests, blocks } };
}

function mayLieIn({ state, period }: ReplayFacts, year: ContractYear, { recordedAt }: UsedBefore): boolean {
  return period.from < recordedAt && startOfDate(year.from, state.timeZone) < period.to;
}

function replayOpening(
  facts: ReplayFacts,
  year: ContractYear,
  { incidents, includedBlocks }: UsedBefore,
): ReplayedOpening {
  const { maxIncidentsPerYear, includedConsultingBlocks } = facts.plan.entitlements;
  const taken = Math.min(incidents, maxIncidentsPerYear ?? incidents);
  const included = Math.min(includedBlocks, includedConsultingBlocks);
  const startsAt = startOfDate(year.from, facts.state.timeZone);
  return {
    ...{ contractYear: year, incidents, includedBlocks },
    refusedRequests: incidents - taken,
    refusedBy: incidents === taken ? [] : whyRefused(facts, year, taken),
    extraBlocks: includedBlocks - included,
    extraBecause:
      includedBlocks === included ? [] : whyExtra(facts, { startsAt, contractYear: year.number }, included),
  };
}

function whyRefused(
  { state, provider, plan }: ReplayFacts,
  year: ContractYear,
  usedInYear: number,
): Decision {
  const facts = { state, provider, plan, quotaPlan: plan, contractYear: year, usedInYear, partnerId: null };
  return [decideIncidentQuota(facts)];
}
