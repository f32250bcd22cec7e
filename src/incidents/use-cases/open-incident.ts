import { CatalogContext } from '../../catalog/catalog-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Channel, Impact } from '../../catalog/domain/plan';
import { responseDueAt } from '../../catalog/domain/response-due';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { refuseUnlessAllowed } from '../../shared/domain/decision';
import { dateAt } from '../../shared/domain/local-date';
import { effectiveImpact, IncidentFacts, IncidentRequest } from '../domain/incident-facts';
import { decideOpenIncident } from '../domain/open-incident';
import { underPlan } from '../domain/under-plan';
import { readIncidentFacts, readReporter } from '../persistence/incident-facts';
import { Incident } from '../persistence/incidents';
import { insertIncident, NewIncident } from '../persistence/insert-incident';

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
  return context.write(async (transaction) => {
    const { state, now } = await lockContract(context, transaction, input.contractId, [
      'input',
      'contractId',
    ]);
    const receivedAt = input.receivedAt ?? now;
    const facts = await readIncidentFacts(context, transaction.sql, state, receivedAt, now);
    const reporter = await readReporter(transaction.sql, input.contactId);
    const request: IncidentRequest = { ...input, receivedAt, reporter, report: input };
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const decide = (each: IncidentFacts) => decideOpenIncident(each, request, now);
    refuseUnlessAllowed(decideWithAdvice(facts, alternatives, decide, underPlan).decision);
    return insertIncident(transaction, acceptedIncident(context, input, facts, receivedAt, now));
  });
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
