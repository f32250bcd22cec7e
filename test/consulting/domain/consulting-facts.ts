import { BookingRequest, ConsultingFacts } from '../../../src/consulting/domain/consulting-facts';
import { contractYearOn } from '../../../src/contracts/domain/contract-dates';
import { dateAt } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { publishedPlan } from '../../support/published-catalog';

/** In contract year 1 of the contract, which is active from 2026-03-15. */
export const APPOINTMENT = new Date('2026-07-01T07:00:00Z');

export const NOW = new Date('2026-06-01T08:00:00Z');

/** What staff ask for, who name nobody. */
export function requestOf(startsAt = APPOINTMENT, blocks = 1): BookingRequest {
  return { startsAt, blocks, consultant: null, by: 'SUPPORT' };
}

/** What is known of a contract of a published plan when the appointment is asked for; nothing is used. */
export function factsOf(
  [provider, code]: Parameters<typeof publishedPlan>,
  changes: Partial<ConsultingFacts> & { readonly startsAt?: Date } = {},
): ConsultingFacts {
  const { startsAt = APPOINTMENT, ...fields } = changes;
  const plan = publishedPlan(provider, code);
  const state = fields.state ?? contract();
  const contractYear = contractYearOn(state.activatesOn, dateAt(startsAt, state.timeZone));
  return { state, plan, quotaPlan: plan, contractYear, includedUsed: 0, ...fields };
}
