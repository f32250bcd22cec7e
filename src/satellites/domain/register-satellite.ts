import { SATELLITE } from '../../catalog/domain/plan';
import { decideActive, decideNotSuspended } from '../../contracts/domain/contract-state';
import { decideRoom, quotaInUse, QuotaInUse, PlanFacts } from '../../contracts/domain/quota';
import { ruleBroken } from '../../shared/domain/refusal';
import {
  decideFree,
  Decision,
  failedRule,
  notJudged,
  passed,
  RuleOutcome,
} from '../../shared/domain/decision';

export function satelliteQuota(facts: PlanFacts): QuotaInUse {
  return quotaInUse(facts, facts.state.satellitesUsed, (plan) => plan.entitlements.maxSatellites);
}

export const NAME_TAKEN = ruleBroken('CONFLICT', 'A registered satellite of this contract has this name.', [
  'input',
  'name',
]);

/**
 * May one more satellite be registered? The contract is active, the plan covers distributed setups, registered
 * satellites < the plan's number, and none of them has the name; a question gives no name. Domain sections 3 and 5,
 * satellites.
 */
export function decideRegisterSatellite(facts: PlanFacts, at: Date, isTaken?: boolean): Decision {
  const { state } = facts;
  return [
    decideActive(state, at),
    decideNotSuspended(state),
    decideDistributedSetup(facts),
    decideSatelliteRoom(facts),
    decideFree(isTaken, NAME_TAKEN),
  ];
}

function decideDistributedSetup({ plan }: PlanFacts): RuleOutcome {
  const rule = 'DISTRIBUTED_SETUP_NOT_IN_PLAN';
  if (plan.entitlements.distributedSetup) return passed(rule, `${plan.name} covers distributed setups.`);
  return failedRule(rule, `${plan.name} does not cover distributed setups, and so no satellites.`);
}

/** Not a second refusal where the plan covers no satellites at all. */
function decideSatelliteRoom(facts: PlanFacts): RuleOutcome {
  const rule = 'SATELLITE_LIMIT_REACHED';
  const { plan } = facts;
  if (!plan.entitlements.distributedSetup)
    return notJudged(rule, `${plan.name} covers no satellites at all.`);
  return decideRoom(rule, facts, satelliteQuota(facts), SATELLITE, 'Decommission a satellite.');
}
