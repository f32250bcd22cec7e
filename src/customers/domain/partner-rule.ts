import { failedRule, passed, RuleOutcome } from '../../shared/domain/decision';

/** The customer that is to give first-line support to another one. */
export interface PossiblePartner {
  readonly number: string;
  readonly isPartner: boolean;
}

/** Passes where no partner is named, and for one that is a partner. Domain section 3, Partners. */
export function decidePartner(partner: PossiblePartner | null): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (partner === null) return passed(rule, 'No partner is named.');
  if (partner.isPartner) return passed(rule, `Customer ${partner.number} is a partner.`);
  const message = `Customer ${partner.number} is not a partner; only a partner can have customers of its own.`;
  return failedRule(rule, message, ['input', 'partnerId']);
}
