import { RequestContext } from '../../catalog/request-context';
import { decideRegisterSatellite, satelliteQuota } from '../../satellites/domain/register-satellite';
import { askAboutRoom, EntitlementDecision } from './entitlement-decision';

/** May one more satellite be registered, now (at null) or at an instant? */
export function canRegisterSatellite(
  context: RequestContext,
  contractId: string,
  at: Date | null,
): Promise<EntitlementDecision> {
  return askAboutRoom(context, contractId, at, decideRegisterSatellite, satelliteQuota);
}
