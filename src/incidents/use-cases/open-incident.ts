import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Channel, Impact } from '../../catalog/domain/plan';
import { responseDueAt } from '../../catalog/domain/response-due';
import { dateAt } from '../../shared/domain/local-date';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { batchedSteps } from '../../platform/transactions/batched-steps';
import { BatchedRequest } from '../../platform/transactions/batched-write';
import { Sql } from '../../platform/sql';
import {
  effectiveImpact,
  IncidentFacts,
  IncidentReport,
  IncidentRequest,
  Reporter,
  reportOf,
  underPlan,
} from '../domain/incident-facts';
import { decideOpenIncident } from '../domain/open-incident';
import { LockedForIncident, lockForIncidents, readIncidentFacts } from '../persistence/incident-facts';
import { Incident } from '../persistence/incidents';
import { insertIncidents, NewIncident } from '../persistence/insert-incidents';

export interface OpenIncident extends IncidentReport {
  readonly contractId: string;
  readonly contactId: string;
  readonly channel: Channel;
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly product: string;
  readonly productVersion: string;
  /** Null: now. */
  readonly receivedAt: Date | null;
}

/**
 * Takes a support request, promises its first response, and uses one unit of the yearly quota. The promise is fixed
 * here for good. Throws Refused with every reason. Domain sections 4 and 5.
 */
export function openIncident(context: RequestContext, input: OpenIncident): Promise<Incident> {
  return context.writeInBatch(OPEN_INCIDENT, input);
}

/** Requests that wait at the same time share the statements of lock and write; each is decided by itself. */
const OPEN_INCIDENT = batchedSteps<OpenIncident, LockedForIncident, NewIncident, Incident, RequestContext>({
  lockOf: ({ contractId }) => contractId,
  lock: lockForIncidents,
  notFound: ruleBroken('NOT_FOUND', 'There is no such contract.', ['input', 'contractId']),
  decide,
  write: insertIncidents,
  subjectOf: ({ id, contractId }) => ({ type: 'Incident', id, contractId }),
});

async function decide(
  sql: Sql,
  { context, input, journal }: BatchedRequest<OpenIncident, RequestContext>,
  locked: LockedForIncident,
  acceptedBefore: readonly NewIncident[],
): Promise<NewIncident | Refused> {
  const { state, reporter, now } = locked;
  journal.concerns(state.id);
  const receivedAt = input.receivedAt ?? now;
  const facts = await readIncidentFacts(context, sql, locked, receivedAt, acceptedBefore);
  const request = incidentRequest(input, receivedAt, reporter);
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const decideUnder = (each: IncidentFacts) => decideOpenIncident(each, request, now);
  const { decision } = decideWithAdvice(facts, alternatives, decideUnder, underPlan);
  const refused = journal.record(state.id, { ...facts, request }, decision);
  return refused ?? acceptedIncident(context, input, facts, receivedAt, now);
}

function incidentRequest(input: OpenIncident, receivedAt: Date, reporter: Reporter | null): IncidentRequest {
  const { channel, impact, testSystem, product, productVersion } = input;
  const report = reportOf(input);
  return { receivedAt, reporter, channel, impact, testSystem, product, productVersion, report };
}

function acceptedIncident(
  context: RequestContext,
  input: OpenIncident,
  facts: IncidentFacts,
  receivedAt: Date,
  now: Date,
): NewIncident {
  const { state, provider, plan } = facts;
  const impact = effectiveImpact(input)!;
  return {
    incident: {
      ...input,
      impact,
      receivedAt,
      responseDueAt: responseDueAt(plan, state.region, impact, receivedAt),
      supportLine: facts.partnerId === null ? 1 : provider.partnerCustomersStartAtLine,
    },
    recordedAt: now,
    year: facts.contractYear!,
    yearlyLimit: facts.quotaPlan.entitlements.maxIncidentsPerYear,
    referencePrefix: `${provider.referencePrefix}-${dateAt(receivedAt, state.timeZone).slice(0, 4)}`,
    actor: context.caller.name,
  };
}
