import { RequestContext } from '../../catalog/request-context';
import { contactQuota, decideAddNamedContact } from '../../contacts/domain/add-named-contact';
import { askAboutRoom, EntitlementDecision } from './entitlement-decision';

/** May one more contact be named, now (at null) or at an instant? */
export function canAddNamedContact(
  context: RequestContext,
  contractId: string,
  at: Date | null,
): Promise<EntitlementDecision> {
  return askAboutRoom(context, contractId, at, decideAddNamedContact, contactQuota);
}
