import { Decision, failedRule, passed, RuleOutcome } from '../../shared/domain/decision';

/** The customer that is to give first-line support to another one. */
export interface PossiblePartner {
  readonly number: string;
  readonly isPartner: boolean;
}

const RULE = 'INVALID_STATE';
const PATH = ['input', 'partnerId'];

/** Passes where no partner is named, and for one that is a partner. Domain section 3, Partners. */
export function decidePartner(partner: PossiblePartner | null): RuleOutcome {
  if (partner === null) return passed(RULE, 'No partner is named.');
  if (partner.isPartner) return passed(RULE, `Customer ${partner.number} is a partner.`);
  const message = `Customer ${partner.number} is not a partner; only a partner can have customers of its own.`;
  return failedRule(RULE, message, PATH);
}

/** What of a customer and its partner is to change; null leaves it as it is. */
export interface PartnerChange {
  readonly isPartner: boolean | null;
  readonly partner: PossiblePartner | null;
  /** Whether the customer is the partner named, or one above it. */
  readonly closesCircle: boolean;
  readonly hasCustomers: boolean;
}

/**
 * May a customer become or stop being a partner, and get this partner? Nobody is below itself, and one that has customers
 * of its own stays a partner. Domain section 3, Partners.
 */
export function decidePartnerChange(change: PartnerChange): Decision {
  return [decidePartner(change.partner), decideNoCircle(change), decideStaysPartner(change)];
}

function decideNoCircle({ partner, closesCircle }: PartnerChange): RuleOutcome {
  if (partner === null || !closesCircle) return passed(RULE, 'Nobody becomes a customer of its own.');
  const message = `Customer ${partner.number} is this customer or below it; name a partner that is not.`;
  return failedRule(RULE, message, PATH);
}

function decideStaysPartner({ isPartner, hasCustomers }: PartnerChange): RuleOutcome {
  if (isPartner !== false || !hasCustomers) return passed(RULE, 'No customer is left without its partner.');
  const message = 'It has customers of its own; give them another partner first.';
  return failedRule(RULE, message, ['input', 'isPartner']);
}
