import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Channel, Impact } from '../../catalog/domain/plan';
import { responseDueAt } from '../../catalog/domain/response-due';
import { ContractState } from '../../contracts/domain/contract-state';
import { dateAt } from '../../shared/domain/local-date';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { Transaction } from '../../platform/transactions/database';
import { GatheredRequest, GatheredWrite, HELD } from '../../platform/transactions/gathered-write';
import { Sql } from '../../platform/sql';
import {
  effectiveImpact,
  IncidentFacts,
  IncidentRequest,
  Reporter,
  underPlan,
} from '../domain/incident-facts';
import { decideOpenIncident } from '../domain/open-incident';
import { readIncidentFacts } from '../persistence/incident-facts';
import { Incident } from '../persistence/incidents';
import { insertIncidents, NewIncident } from '../persistence/insert-incidents';
import { LockedForIncidents, lockForIncidents } from '../persistence/lock-for-incidents';

export interface OpenIncident {
  readonly contractId: string;
  readonly contactId: string;
  readonly channel: Channel;
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly product: string;
  readonly productVersion: string;
  readonly platformVersion: string;
  readonly description: string;
  /** Null: now. */
  readonly receivedAt: Date | null;
}

/**
 * Takes a support request, promises its first response, and uses one unit of the yearly quota. The promise is fixed
 * here for good. Throws Refused with every reason. Domain sections 4 and 5.
 */
export function openIncident(context: RequestContext, input: OpenIncident): Promise<Incident> {
  return context.writeTogether(OPEN_INCIDENTS, input);
}

const OPEN_INCIDENTS: GatheredWrite<OpenIncident, Incident, RequestContext> = {
  lockOf: ({ contractId }) => contractId,
  work: openIncidents,
};

type Request = GatheredRequest<OpenIncident, RequestContext>;
type Decided = NewIncident | Refused | typeof HELD;

/** Locks the contracts of all requests, decides one request after the other, and writes those that are accepted. */
async function openIncidents(
  transaction: Transaction,
  requests: readonly Request[],
  waits: boolean,
): Promise<readonly (Incident | Refused | typeof HELD)[]> {
  const locked = await lockForIncidents(transaction.sql, requests, waits);
  const decided: Decided[] = [];
  for (const request of requests) {
    const state = locked.stateFor(request);
    if (state !== null) decided.push(await decide(transaction.sql, request, state, locked, decided));
    else decided.push(waits ? unknownContract() : HELD);
  }
  const written = await insertIncidents(transaction, decided.filter(isAccepted));
  let nth = 0;
  return decided.map((outcome, place) => {
    if (!isAccepted(outcome)) return outcome;
    const incident = written[nth++]!;
    const { id, contractId } = incident;
    requests[place]!.journal.created({ type: 'Incident', id, contractId }, incident);
    return incident;
  });
}

/** What a request comes to, after those of the same transaction that were decided before it. */
async function decide(
  sql: Sql,
  { context, input, journal }: Request,
  state: ContractState,
  { now, reporters }: LockedForIncidents,
  before: readonly Decided[],
): Promise<NewIncident | Refused> {
  journal.concerns(state.id);
  const receivedAt = input.receivedAt ?? now;
  const facts = withTaken(await readIncidentFacts(context, sql, state, receivedAt, now), before);
  const request = incidentRequest(input, receivedAt, reporters.get(input.contactId) ?? null);
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const decideUnder = (each: IncidentFacts) => decideOpenIncident(each, request, now);
  const { decision } = decideWithAdvice(facts, alternatives, decideUnder, underPlan);
  const refused = journal.judged(state.id, { ...facts, request }, decision);
  return refused ?? acceptedIncident(context, input, facts, receivedAt, now);
}

/** The facts, with the requests counted that this transaction has accepted already and not yet written. */
function withTaken(facts: IncidentFacts, before: readonly Decided[]): IncidentFacts {
  const taken = before.filter(
    (other) =>
      isAccepted(other) &&
      other.incident.contractId === facts.state.id &&
      other.year.number === facts.contractYear?.number,
  );
  return taken.length === 0 ? facts : { ...facts, usedInYear: facts.usedInYear + taken.length };
}

function isAccepted(decided: Decided): decided is NewIncident {
  return decided !== HELD && !(decided instanceof Refused);
}

function unknownContract(): Refused {
  return new Refused([ruleBroken('NOT_FOUND', 'There is no such contract.', ['input', 'contractId'])]);
}

function incidentRequest(input: OpenIncident, receivedAt: Date, reporter: Reporter | null): IncidentRequest {
  const { channel, impact, testSystem, product, productVersion, platformVersion, description } = input;
  const report = { platformVersion, description };
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
