import { NAMED_CONTACT } from '../../catalog/domain/plan';
import { Decision } from '../../shared/domain/decision';
import { decideNotEnded } from '../../contracts/domain/contract-state';
import { decideRoom, heldQuota, HeldQuota, PlanFacts } from '../../contracts/domain/quota';

export function contactQuota(facts: PlanFacts): HeldQuota {
  return heldQuota(facts, facts.state.contactsUsed, (plan) => plan.entitlements.maxNamedContacts);
}

const WAY_OUT = 'Remove or replace a contact.';

/**
 * May one more contact be named? Current contacts < the plan's number, and the contract has not ended; before its
 * activation contacts are named already. Domain section 5, contact limit.
 */
export function decideAddNamedContact(facts: PlanFacts, at: Date): Decision {
  return [
    decideNotEnded(facts.state, at),
    decideRoom('CONTACT_LIMIT_REACHED', facts, contactQuota(facts), NAMED_CONTACT, WAY_OUT),
  ];
}
