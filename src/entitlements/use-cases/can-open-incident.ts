import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Channel, Impact } from '../../catalog/domain/plan';
import {
  effectiveImpact,
  IncidentFacts,
  IncidentRequest,
  promiseOf,
  underPlan,
} from '../../incidents/domain/incident-facts';
import { decideOpenIncident, incidentQuota } from '../../incidents/domain/open-incident';
import { incidentFactsOf, reportersById } from '../../incidents/persistence/incident-facts';
import {
  contractState,
  EntitlementDecision,
  entitlementDecision,
  unknownContract,
} from './entitlement-decision';

/** A request that might be made. What is undefined is not judged. */
export interface CanOpenIncident {
  readonly contractId: string;
  /** Null: now. */
  readonly at: Date | null;
  readonly contactId: string | undefined;
  readonly channel: Channel | undefined;
  readonly impact: Impact | undefined;
  readonly testSystem: boolean | undefined;
  readonly distributedSetup: boolean | undefined;
  readonly product: string | undefined;
  readonly productVersion: string | undefined;
}

/** The answer, with what would be promised. */
export interface IncidentDecision extends EntitlementDecision {
  /** Null where the impact is not known, and where the plan promises nothing. */
  readonly responseDueAt: Date | null;
  readonly effectiveImpact: Impact | null;
}

/**
 * May this request be made, now or at an instant? By the rules of the mutation, on the facts of that instant, which
 * counts as the present of the question: a time to come is not refused. Domain section 8.
 */
export async function canOpenIncident(
  context: RequestContext,
  question: CanOpenIncident,
): Promise<IncidentDecision> {
  const at = question.at ?? context.clock.now();
  const { contractId, contactId } = question;
  const [state, reporter] = await Promise.all([
    contractState(context, contractId, question.at),
    contactId === undefined ? undefined : context.load(reportersById, contactId),
  ]);
  if (state === null) {
    const unknown = unknownContract(at, ['input', 'contractId']);
    return { ...unknown, responseDueAt: null, effectiveImpact: null };
  }
  const facts = await incidentFactsOf(context, state, at);
  const request: IncidentRequest = { ...question, receivedAt: at, reporter, report: null };
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const decide = (each: IncidentFacts) => decideOpenIncident(each, request, at);
  const advised = decideWithAdvice(facts, alternatives, decide, underPlan);
  const decision = await entitlementDecision(context, advised, at, incidentQuota(facts));
  return { ...decision, ...whatIsPromised(facts, request) };
}

function whatIsPromised(
  facts: IncidentFacts,
  request: IncidentRequest,
): Pick<IncidentDecision, 'responseDueAt' | 'effectiveImpact'> {
  const impact = effectiveImpact(request);
  if (impact === undefined) return { responseDueAt: null, effectiveImpact: null };
  return {
    responseDueAt: promiseOf(facts, impact, request.receivedAt),
    effectiveImpact: impact,
  };
}
