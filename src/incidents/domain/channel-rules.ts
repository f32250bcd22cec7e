import { isOpen } from '../../calendar/is-open';
import { nextOpening } from '../../calendar/next-opening';
import { Channel, ChannelGrant, Plan } from '../../catalog/domain/plan';
import { serviceCalendar } from '../../catalog/domain/service-calendar';
import { failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { effectiveImpact, IncidentFacts, IncidentRequest } from './incident-facts';

const PATH = ['input', 'channel'];

/** Passes where the plan grants the channel. Domain section 5, channel. */
export function decideChannelInPlan({ plan }: IncidentFacts, { channel }: IncidentRequest): RuleOutcome {
  const rule = 'CHANNEL_NOT_IN_PLAN';
  if (channel === undefined) return notJudged(rule, 'No channel is given.');
  if (grantOf(plan, channel)) return passed(rule, `${plan.name} takes requests by ${channel}.`);
  const granted = plan.entitlements.channels.map((grant) => grant.channel).join(', ');
  return failedRule(rule, `${plan.name} takes requests by ${granted}; not by ${channel}.`, PATH);
}

/** Passes where the channel is granted for the impact that counts. Not judged for a channel the plan lacks. */
export function decideChannelForImpact({ plan }: IncidentFacts, request: IncidentRequest): RuleOutcome {
  const rule = 'CHANNEL_NOT_ALLOWED_FOR_IMPACT';
  const grant = grantOf(plan, request.channel);
  if (grant === undefined) return notJudged(rule, 'No channel that the plan includes is given.');
  if (grant.impacts === null) return passed(rule, `${grant.channel} is open for every impact.`);
  const impact = effectiveImpact(request);
  if (impact === undefined) return notJudged(rule, 'No impact is given.');
  const open = grant.impacts.join(', ');
  if (grant.impacts.includes(impact)) return passed(rule, `${grant.channel} is open for impact ${open}.`);
  return failedRule(
    rule,
    `${grant.channel} is open for impact ${open} only; this request counts as ${impact}.`,
    PATH,
  );
}

/** Passes where the channel is open at the instant of receipt. Not judged for a channel the plan lacks. */
export function decideInsideWindow(
  facts: IncidentFacts,
  { channel, receivedAt }: IncidentRequest,
): RuleOutcome {
  const rule = 'OUTSIDE_SERVICE_WINDOW';
  const { plan, state } = facts;
  const grant = grantOf(plan, channel);
  if (grant === undefined) return notJudged(rule, 'No channel that the plan includes is given.');
  const calendar = serviceCalendar(plan, state.region);
  if (!grant.insideWindowsOnly || calendar === null)
    return passed(rule, `${grant.channel} is open at any time.`);
  if (isOpen(calendar, receivedAt)) return passed(rule, 'The service window is open.');
  const nextOpensAt = nextOpening(calendar, receivedAt);
  const next = nextOpensAt === null ? 'does not open again' : `opens next at ${nextOpensAt.toISOString()}`;
  const message = `${grant.channel} is open inside the service window only; it ${next}.`;
  return failed({ kind: 'OUTSIDE_WINDOW', code: rule, message, path: PATH, nextOpensAt });
}

function grantOf(plan: Plan, channel: Channel | undefined): ChannelGrant | undefined {
  return plan.entitlements.channels.find((grant) => grant.channel === channel);
}
