import { decideActive } from '../../contracts/domain/contract-state';
import { Decision } from '../../shared/domain/decision';
import { decideNotAhead } from '../../shared/domain/instant-rule';
import { decideChannelForImpact, decideChannelInPlan, decideInsideWindow } from './channel-rules';
import { decideIncidentQuota } from './incident-quota';
import { IncidentFacts, IncidentRequest } from './incident-facts';
import { decideProduct, decideTestSystem, decideVersion } from './product-rules';
import { decideReport } from './report-rule';
import { decideReporter } from './reporter-rule';

/**
 * May this request be taken? Every rule is looked at, on the facts of the instant of receipt, which lies no more than
 * 5 minutes ahead of now. Domain sections 3, 4 and 5.
 */
export function decideOpenIncident(facts: IncidentFacts, request: IncidentRequest, now: Date): Decision {
  return [
    decideNotAhead(request.receivedAt, now, ['input', 'receivedAt']),
    decideActive(facts.state, request.receivedAt),
    decideReporter(facts, request),
    decideProduct(facts, request),
    decideVersion(facts, request),
    decideTestSystem(facts, request),
    decideChannelInPlan(facts, request),
    decideChannelForImpact(facts, request),
    decideInsideWindow(facts, request),
    decideIncidentQuota(facts),
    decideReport(request),
  ];
}
