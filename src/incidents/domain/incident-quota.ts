import { yearlyReset } from '../../contracts/domain/snapshot';
import { isExhausted, Quota } from '../../contracts/domain/quota';
import { failed, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { addDays } from '../../shared/domain/local-date';
import { Noun, usedOf } from '../../shared/domain/counted';
import { IncidentFacts } from './incident-facts';

const SUPPORT_REQUEST: Noun = { one: 'support request', many: 'support requests' };

/** The yearly quota that a request draws on: of the contract year in which it was received. */
export function incidentQuota(facts: IncidentFacts): Quota {
  const { state, quotaPlan, contractYear, usedInYear } = facts;
  return {
    limit: quotaPlan.entitlements.maxIncidentsPerYear,
    used: usedInYear,
    resetsAt: yearlyReset(state, contractYear),
  };
}

/** Passes where requests of the contract year, voided ones left out, < the plan's number. Domain section 5, incident quota. */
export function decideIncidentQuota(facts: IncidentFacts): RuleOutcome {
  const rule = 'INCIDENT_QUOTA_EXHAUSTED';
  const { contractYear } = facts;
  if (contractYear === null) return notJudged(rule, 'The contract has no contract year at that moment.');
  const quota = incidentQuota(facts);
  const year = ` of the contract year ${contractYear.from} to ${addDays(contractYear.to, -1)}`;
  const use = usedOf(quota, SUPPORT_REQUEST, year);
  if (!isExhausted(quota)) return passed(rule, `${use}.`);
  const { limit, used, resetsAt } = quota;
  const next = resetsAt === null ? 'the contract ends with it' : `the next begins on ${contractYear.to}`;
  const message = `${use}; ${next}.`;
  return failed({ kind: 'LIMIT_REACHED', code: rule, message, limit, used, resetsAt, allowedByPlanIds: [] });
}
