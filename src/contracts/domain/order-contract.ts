import { NAMED_CONTACT, Plan } from '../../catalog/domain/plan';
import { counted, usedOf } from '../../shared/domain/counted';
import {
  decideFree,
  decideNotAhead,
  Decision,
  failed,
  failedRule,
  passed,
  RuleOutcome,
} from '../../shared/domain/decision';
import { addDays, dateAt, LocalDate } from '../../shared/domain/local-date';
import { foldEmail } from '../../shared/domain/text';
import { invalidInput, limitReached, ruleBroken } from '../../shared/domain/refusal';

/** What is asked for when a contract is ordered. */
export interface OrderRequest {
  readonly orderReceivedAt: Date;
  /** Null: the provider's default. */
  readonly activateOn: LocalDate | null;
  readonly termMonths: number;
  readonly contactEmails: readonly string[];
}

export interface OrderFacts {
  readonly plan: Plan;
  /** Whether the provider sells this version of the plan today. */
  readonly planIsCurrent: boolean;
  /** Whether another contract has the number. */
  readonly numberIsTaken: boolean;
}

/** The dates an order leads to, in the provider's time zone. Domain section 2, Activation and Named contacts. */
export interface OrderDates {
  readonly orderReceivedOn: LocalDate;
  readonly activatesOn: LocalDate;
}

export function orderDates(request: OrderRequest, plan: Plan): OrderDates {
  const orderReceivedOn = dateAt(request.orderReceivedAt, plan.timeZone);
  return {
    orderReceivedOn,
    activatesOn: request.activateOn ?? addDays(orderReceivedOn, plan.terms.activationDefaultDays),
  };
}

export const NUMBER_TAKEN = ruleBroken('CONFLICT', 'Another contract has this number.', ['input', 'number']);

/** May this be ordered? The number is free, too. Domain section 5, rows activation date, term and contact limit. */
export function decideOrderContract(facts: OrderFacts, request: OrderRequest, now: Date): Decision {
  return [
    decideNotAhead(request.orderReceivedAt, now, ['input', 'orderReceivedAt']),
    decideSold(facts),
    decideActivationDate(facts.plan, request),
    decideTerm(facts.plan, request.termMonths),
    decideContactRoom(facts.plan, request.contactEmails),
    decideDistinctContacts(request.contactEmails),
    decideFree(facts.numberIsTaken, NUMBER_TAKEN),
  ];
}

function decideSold({ plan, planIsCurrent }: OrderFacts): RuleOutcome {
  if (planIsCurrent) return passed('INVALID_STATE', `${plan.name} version ${plan.version} is sold today.`);
  const message = `${plan.name} version ${plan.version} is no longer sold; order its newest version.`;
  return failedRule('INVALID_STATE', message, ['input', 'planId']);
}

function decideActivationDate(plan: Plan, request: OrderRequest): RuleOutcome {
  const { orderReceivedOn, activatesOn } = orderDates(request, plan);
  const earliest = addDays(orderReceivedOn, plan.terms.activationEarliestDays);
  const latest = addDays(orderReceivedOn, plan.terms.activationLatestDays);
  if (earliest <= activatesOn && activatesOn <= latest) {
    return passed('ACTIVATION_DATE_OUT_OF_RANGE', `${activatesOn} lies from ${earliest} to ${latest}.`);
  }
  const message = `The order was received on ${orderReceivedOn}: the contract may be activated from ${earliest} to ${latest}, not on ${activatesOn}.`;
  return failedRule('ACTIVATION_DATE_OUT_OF_RANGE', message, ['input', 'activateOn']);
}

function decideTerm(plan: Plan, termMonths: number): RuleOutcome {
  const { minimumTermMonths } = plan.terms;
  if (termMonths >= minimumTermMonths) {
    return passed('TERM_TOO_SHORT', `${termMonths} months are at least ${minimumTermMonths}.`);
  }
  const message = `The term must be at least ${minimumTermMonths} months, not ${termMonths}.`;
  return failedRule('TERM_TOO_SHORT', message, ['input', 'termMonths']);
}

function decideContactRoom(plan: Plan, emails: readonly string[]): RuleOutcome {
  const rule = 'CONTACT_LIMIT_REACHED';
  const limit = plan.entitlements.maxNamedContacts;
  const used = emails.length;
  if (limit === null || used <= limit) return passed(rule, `${usedOf({ used, limit }, NAMED_CONTACT)}.`);
  const message = `${plan.name} allows ${counted(limit, NAMED_CONTACT)}; the order names ${used}.`;
  const path = ['input', 'contacts'];
  return failed(limitReached(rule, message, { limit, used, resetsAt: null }, path));
}

function decideDistinctContacts(emails: readonly string[]): RuleOutcome {
  if (new Set(emails.map(foldEmail)).size === emails.length) {
    return passed('INVALID_INPUT', 'Every contact has an email address of its own.');
  }
  return failed(invalidInput('An email address stands twice; name each person once.', ['input', 'contacts']));
}
