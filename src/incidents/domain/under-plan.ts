import { Plan } from '../../catalog/domain/plan';
import { IncidentFacts } from './incident-facts';

/** The same facts, had the contract had another plan: its number of requests would count then, too. */
export function underPlan(facts: IncidentFacts, plan: Plan): IncidentFacts {
  return { ...facts, plan, quotaPlan: plan };
}
