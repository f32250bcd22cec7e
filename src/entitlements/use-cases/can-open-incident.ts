import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Channel, Impact } from '../../catalog/domain/plan';
import { quotaAt } from '../../contracts/domain/quota';
import {
  effectiveImpact,
  IncidentFacts,
  IncidentRequest,
  promiseOf,
  underPlan,
} from '../../incidents/domain/incident-facts';
import { decideOpenIncident, incidentQuota } from '../../incidents/domain/open-incident';
import { readIncidentFacts, reportersById } from '../../incidents/persistence/incident-facts';
import { decideMaySayWhen } from '../../shared/domain/who-says-when';
import {
  seenContract,
  EntitlementDecision,
  entitlementDecision,
  unknownContract,
  withOrder,
} from './entitlement-decision';

/** A request that might be made. What is undefined is not checked. */
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

/** The decision, with what would be promised. */
export interface IncidentDecision extends EntitlementDecision {
  /** Null where the impact is not known, and where the plan promises nothing. */
  readonly responseDueAt: Date | null;
  readonly effectiveImpact: Impact | null;
}

/**
 * May this request be made, now or at an instant? By the rules of the mutation: for a past instant on what is known now,
 * as it would be decided with that receipt, which a key of role CUSTOMER cannot say; an instant to come counts as the
 * present of the question, for a customer too. Domain sections 8 and 9.
 */
export async function canOpenIncident(
  context: RequestContext,
  question: CanOpenIncident,
): Promise<IncidentDecision> {
  const now = context.clock.now();
  const at = question.at ?? now;
  const { contractId, contactId } = question;
  const [state, reporter] = await Promise.all([
    seenContract(context, contractId, question.at, now),
    contactId === undefined ? undefined : context.load(reportersById, contactId),
  ]);
  if (state === null) {
    const unknown = unknownContract(context, at, ['input', 'contractId']);
    return { ...unknown, responseDueAt: null, effectiveImpact: null };
  }
  const present = at > now ? at : now;
  const { sql } = context.database;
  const facts = await readIncidentFacts(context, sql, { state, now: present }, at, []);
  const request: IncidentRequest = { ...question, receivedAt: at, reporter, report: null };
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const maySayWhen = decideMaySayWhen(context.caller.role, at < now ? at : null, ['input', 'at']);
  const decide = (each: IncidentFacts) => [maySayWhen, ...decideOpenIncident(each, request, present)];
  const advised = decideWithAdvice(facts, alternatives, decide, underPlan);
  const quota = quotaAt(incidentQuota(facts), withOrder(state, at), at);
  const decision = await entitlementDecision(context, advised, at, quota);
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
