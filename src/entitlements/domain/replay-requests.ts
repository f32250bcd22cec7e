import { Channel, Impact, Plan, Region } from '../../catalog/domain/plan';
import { responseDueAt } from '../../catalog/domain/service-hours';
import { contractYear } from '../../contracts/domain/contract-dates';
import { IncidentFacts, IncidentRequest, underPlan } from '../../incidents/domain/incident-facts';
import { decideOpenIncident } from '../../incidents/domain/open-incident';
import { Decision } from '../../shared/domain/decision';
import { contains } from '../../shared/domain/period';
import { refusedByPlan } from './refused-by-plan';
import { ReplayFacts } from './replay-facts';

/** A support request that was taken and not voided, with region and plan as they were at its receipt. */
export interface UsedRequest {
  readonly contractYear: number;
  readonly receivedAt: Date;
  readonly channel: Channel;
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly distributedSetup: boolean;
  readonly product: string;
  readonly productVersion: string;
  readonly responseDueAt: Date | null;
  readonly startedAtLine: number;
  readonly region: Region;
  readonly planId: string;
}

export interface ReplayedRequest<Request> {
  readonly request: Request;
  /** The rules that the plan would have refused it by; empty where it would have been taken. */
  readonly refusedBy: Decision;
  /** By when the plan would have promised the first response; null where it promises none. */
  readonly dueUnderPlan: Date | null;
}

/**
 * Takes requests once more, by the rules of the mutation under the plan, above what is used of each year before: those of whole contract years, in the order of
 * receipt. What the plan refuses uses no unit; what was received before the period uses one, for it was taken. Returns
 * those of the period. Domain sections 5 and 7.
 */
export function replayRequests<Request extends UsedRequest>(
  facts: ReplayFacts,
  requests: readonly Request[],
  usedBefore: ReadonlyMap<number, number> = new Map(),
): readonly ReplayedRequest<Request>[] {
  const usedIn = new Map(usedBefore);
  const replayed: ReplayedRequest<Request>[] = [];
  for (const request of requests) {
    const used = usedIn.get(request.contractYear) ?? 0;
    const isReplayed = contains(facts.period, request.receivedAt);
    const refusedBy = isReplayed ? refusalOf(facts, request, used) : [];
    if (refusedBy.length === 0) usedIn.set(request.contractYear, used + 1);
    if (isReplayed) replayed.push({ request, refusedBy, dueUnderPlan: dueUnder(facts.plan, request) });
  }
  return replayed;
}

/** Contact and report were checked when it was taken, and no plan changes them. */
function refusalOf(facts: ReplayFacts, request: UsedRequest, used: number): Decision {
  const question: IncidentRequest = { ...request, reporter: undefined, report: null };
  const planThen = facts.plansThen.get(request.planId)!;
  const then: IncidentFacts = {
    state: { ...facts.state, region: request.region },
    provider: facts.provider,
    plan: planThen,
    quotaPlan: planThen,
    contractYear: contractYear(facts.state.activatesOn, request.contractYear),
    usedInYear: 0,
    partnerId: null,
  };
  const decide = (each: IncidentFacts) => decideOpenIncident(each, question, request.receivedAt);
  return refusedByPlan(decide(then), decide(underPlan({ ...then, usedInYear: used }, facts.plan)));
}

function dueUnder(plan: Plan, { region, impact, receivedAt, startedAtLine }: UsedRequest): Date | null {
  return responseDueAt(plan, region, impact, receivedAt, startedAtLine);
}
