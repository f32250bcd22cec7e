import { Plan } from '../../catalog/domain/plan';
import { ContractState, decideActive, decideNotSuspended } from '../../contracts/domain/contract-state';
import { currencyDecimals, parseMoney } from '../../shared/domain/money';
import { Decision, failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { decideBlockCount } from './book-block';

const MOST_BLOCKS_IN_AN_ORDER = 1_000;

export interface OrderAdditionalFacts {
  readonly state: ContractState;
  /** In force now. */
  readonly plan: Plan;
}

/** An order as it came in: the price is a plain decimal in a currency that is still to be checked. */
export interface OrderAdditionalRequest {
  readonly blocks: number;
  /** Null, and the currency too: a question that leaves the price open. */
  readonly listPricePerHour: string | null;
  readonly currency: string | null;
}

/**
 * May additional blocks be ordered so? The contract is active, its plan offers them, and the price can be said exactly
 * in the currency. Domain sections 5 and 6.
 */
export function decideOrderAdditional(
  { state, plan }: OrderAdditionalFacts,
  request: OrderAdditionalRequest,
  now: Date,
): Decision {
  return [
    decideBlockCount(request.blocks, MOST_BLOCKS_IN_AN_ORDER),
    decideCurrency(request),
    decidePrice(request),
    decideActive(state, now),
    decideNotSuspended(state),
    decideAdditionalInPlan(plan),
  ];
}

function decideCurrency({ currency }: OrderAdditionalRequest): RuleOutcome {
  if (currency === null) return notJudged('INVALID_INPUT', 'No currency was given.');
  if (currencyDecimals(currency) !== null) return passed('INVALID_INPUT', `${currency} is a currency.`);
  const message = 'currency must be a code of ISO 4217 in capital letters, such as EUR.';
  return failed(invalidInput(message, ['input', 'currency']));
}

function decidePrice({ listPricePerHour, currency }: OrderAdditionalRequest): RuleOutcome {
  if (listPricePerHour === null || currency === null)
    return notJudged('INVALID_INPUT', 'No price was given.');
  const decimals = currencyDecimals(currency);
  if (decimals === null) return notJudged('INVALID_INPUT', 'Without a currency no price can be read.');
  if (parseMoney(listPricePerHour, currency) !== null)
    return passed('INVALID_INPUT', `${listPricePerHour} is an amount of ${currency}.`);
  const message = `listPricePerHour must be an amount of ${currency}: not negative, at most 10 digits before the point and ${decimals} after it.`;
  return failed(invalidInput(message, ['input', 'listPricePerHour']));
}

function decideAdditionalInPlan(plan: Plan): RuleOutcome {
  const rule = 'CONSULTING_NOT_IN_PLAN';
  if (plan.entitlements.additionalConsulting) return passed(rule, `${plan.name} offers additional blocks.`);
  return failedRule(rule, `${plan.name} does not offer additional consulting.`);
}
