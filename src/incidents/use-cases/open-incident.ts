import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Channel, Impact } from '../../catalog/domain/plan';
import { Provider } from '../../catalog/domain/provider';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { contractLock } from '../../contracts/persistence/lock-contract';
import { batchedSteps } from '../../platform/transactions/batched-steps';
import { BatchedRequest } from '../../platform/transactions/batched-write';
import { decideMaySayWhen } from '../../shared/domain/who-says-when';
import { Sql } from '../../platform/sql';
import {
  effectiveImpact,
  hasPriority,
  IncidentFacts,
  IncidentReport,
  IncidentRequest,
  promiseDueSoonAt,
  promiseOf,
  Reporter,
  reportOf,
  startLine,
  underPlan,
} from '../domain/incident-facts';
import { actorKindOf } from '../domain/incident-history';
import { decideOpenIncident } from '../domain/open-incident';
import { LockedForIncident, lockForIncidents, readIncidentFacts } from '../persistence/incident-facts';
import { Incident } from '../persistence/incidents';
import {
  IncidentNumbers,
  insertIncidents,
  NewIncident,
  openedIncident,
} from '../persistence/insert-incidents';
import { openingHappened } from '../domain/incident-events';

export interface OpenIncident extends IncidentReport {
  readonly contractId: string;
  readonly contactId: string;
  readonly channel: Channel;
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly distributedSetup: boolean;
  readonly product: string;
  readonly productVersion: string;
  /** Null: now. Said by staff alone. */
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
  lockOf: ({ contractId }) => contractLock(contractId),
  lock: lockForIncidents,
  notFound: () => ruleBroken('NOT_FOUND', 'There is no such contract.', ['input', 'contractId']),
  decide,
  write: ({ sql, withCommit }, accepted) => {
    withCommit(insertIncidents(sql, accepted));
    return accepted.map(openedIncident);
  },
  enter: (journal, accepted, incident) => {
    const { id, contractId } = incident;
    journal.created({ type: 'Incident', id, contractId }, incident);
    journal.happened(...openingHappened(accepted, incident));
  },
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
  const maySayWhen = decideMaySayWhen(context.caller.role, input.receivedAt, ['input', 'receivedAt']);
  const decideUnder = (each: IncidentFacts) => [maySayWhen, ...decideOpenIncident(each, request, now)];
  const { decision } = decideWithAdvice(facts, alternatives, decideUnder, underPlan);
  const refused = journal.record(state.id, { ...facts, request }, decision);
  return refused ?? acceptedIncident(context, input, facts, receivedAt, locked);
}

function incidentRequest(input: OpenIncident, receivedAt: Date, reporter: Reporter | null): IncidentRequest {
  const { channel, impact, testSystem, distributedSetup, product, productVersion } = input;
  const report = reportOf(input);
  const said = { channel, impact, testSystem, distributedSetup, product, productVersion };
  return { ...said, receivedAt, reporter, report };
}

function acceptedIncident(
  context: RequestContext,
  input: OpenIncident,
  facts: IncidentFacts,
  receivedAt: Date,
  { now, numbers }: LockedForIncident,
): NewIncident {
  const { state, provider, plan } = facts;
  const impact = effectiveImpact(input)!;
  const line = startLine(facts);
  const responseDueAt = promiseOf(facts, impact, receivedAt);
  return {
    incident: {
      ...input,
      id: numbers.id,
      reference: referenceOf(provider, dateAt(receivedAt, state.timeZone), numbers),
      impact,
      receivedAt,
      recordedAt: now,
      responseDueAt,
      supportLine: line,
      startedAtLine: line,
      priority: hasPriority(plan),
    },
    planId: plan.id,
    responseDueSoonAt: promiseDueSoonAt(facts, receivedAt, responseDueAt),
    year: facts.contractYear!,
    yearlyLimit: facts.quotaPlan.entitlements.maxIncidentsPerYear,
    contractNumber: state.number,
    usedInYear: facts.usedInYear + 1,
    actor: context.caller.name,
    actorKind: actorKindOf(context.caller),
  };
}

/** Such as `ITN-2026-000123`: by the provider and the year of receipt. */
function referenceOf(provider: Provider, receivedOn: LocalDate, { digits }: IncidentNumbers): string {
  return `${provider.referencePrefix}-${receivedOn.slice(0, 4)}-${digits}`;
}
