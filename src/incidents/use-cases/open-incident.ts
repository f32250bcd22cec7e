import { CatalogContext } from '../../catalog/catalog-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Channel, Impact } from '../../catalog/domain/plan';
import { responseDueAt } from '../../catalog/domain/response-due';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { dateAt } from '../../shared/domain/local-date';
import { effectiveImpact, IncidentFacts, IncidentRequest, Reporter } from '../domain/incident-facts';
import { decideOpenIncident } from '../domain/open-incident';
import { underPlan } from '../domain/under-plan';
import { readIncidentFacts } from '../persistence/incident-facts';
import { Incident } from '../persistence/incidents';
import { insertIncident, NewIncident } from '../persistence/insert-incident';
import { readReporter } from '../persistence/reporters';

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
export function openIncident(context: CatalogContext, input: OpenIncident): Promise<Incident> {
  return context.write(async (unit) => {
    // Sent behind the lock on the same connection, and so read after it is had.
    const [{ state, now }, reporter] = await Promise.all([
      lockContract(context, unit, input.contractId, ['input', 'contractId']),
      readReporter(unit.sql, input.contactId),
    ]);
    const receivedAt = input.receivedAt ?? now;
    const facts = await readIncidentFacts(context, unit.sql, state, receivedAt, now);
    const request = incidentRequest(input, receivedAt, reporter);
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const decide = (each: IncidentFacts) => decideOpenIncident(each, request, now);
    const { decision } = decideWithAdvice(facts, alternatives, decide, underPlan);
    unit.journal.judge(state.id, { ...facts, request }, decision);
    const incident = await insertIncident(unit, acceptedIncident(context, input, facts, receivedAt, now));
    unit.journal.created({ type: 'Incident', id: incident.id, contractId: state.id }, incident);
    return incident;
  });
}

function incidentRequest(input: OpenIncident, receivedAt: Date, reporter: Reporter | null): IncidentRequest {
  const { channel, impact, testSystem, product, productVersion, platformVersion, description } = input;
  const report = { platformVersion, description };
  return { receivedAt, reporter, channel, impact, testSystem, product, productVersion, report };
}

function acceptedIncident(
  context: CatalogContext,
  input: OpenIncident,
  facts: IncidentFacts,
  receivedAt: Date,
  now: Date,
): NewIncident {
  const { state, provider, plan } = facts;
  const impact = effectiveImpact(input)!;
  return {
    ...input,
    impact,
    receivedAt,
    recordedAt: now,
    responseDueAt: responseDueAt(plan, state.region, impact, receivedAt),
    supportLine: facts.partnerId === null ? 1 : provider.partnerCustomersStartAtLine,
    year: facts.contractYear!,
    yearlyLimit: facts.quotaPlan.entitlements.maxIncidentsPerYear,
    referencePrefix: `${provider.referencePrefix}-${dateAt(receivedAt, state.timeZone).slice(0, 4)}`,
    actor: context.caller.name,
  };
}
