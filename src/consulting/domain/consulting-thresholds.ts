import { thresholdsReached } from '../../contracts/domain/quota-thresholds';
import { Happening } from '../../shared/domain/journal';
import { Allocation } from './book-block';
import { ConsultingFacts, includedLimit } from './consulting-facts';

/** The thresholds of the INCLUDED blocks of the contract year that are reached with the allocations. */
export function consultingThresholds(
  facts: ConsultingFacts,
  allocations: readonly Allocation[],
  now: Date,
): readonly Happening[] {
  const included = allocations.filter(({ source }) => source === 'INCLUDED').length;
  if (included === 0) return [];
  const use = {
    contract: facts.state,
    quota: 'CONSULTING_BLOCKS',
    contractYear: facts.contractYear!.number,
    limit: includedLimit(facts),
    used: facts.includedUsed + included,
  } as const;
  return thresholdsReached(use, now);
}
