import { NAMED_CONTACT } from '../../catalog/domain/plan';
import { decideFree, Decision } from '../../shared/domain/decision';
import { ruleBroken } from '../../shared/domain/refusal';
import { decideNotEnded } from '../../contracts/domain/contract-state';
import { decideRoom, quotaInUse, QuotaInUse, PlanFacts } from '../../contracts/domain/quota';

export function contactQuota(facts: PlanFacts): QuotaInUse {
  return quotaInUse(facts, facts.state.contactsUsed, (plan) => plan.entitlements.maxNamedContacts);
}

const WAY_OUT = 'Remove or replace a contact.';

export const EMAIL_TAKEN = ruleBroken(
  'CONFLICT',
  'A current contact of this contract has this email address.',
  ['input', 'contact', 'email'],
);

/**
 * May one more contact be named? Current contacts < the plan's number, none of them has the email address, and the
 * contract has not ended; before its activation contacts are named already. A question gives no address. Domain section 5,
 * contact limit.
 */
export function decideAddNamedContact(facts: PlanFacts, at: Date, isTaken?: boolean): Decision {
  return [
    decideNotEnded(facts.state, at),
    decideRoom('CONTACT_LIMIT_REACHED', facts, contactQuota(facts), NAMED_CONTACT, WAY_OUT),
    decideFree(isTaken, EMAIL_TAKEN),
  ];
}
