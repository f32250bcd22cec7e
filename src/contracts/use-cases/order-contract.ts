import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Plan } from '../../catalog/domain/plan';
import { scopeOf } from '../../shared/domain/caller';
import { addDays, LocalDate, startOfDate } from '../../shared/domain/local-date';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { refusingOn } from '../../platform/transactions/constraint-violation';
import { Transaction } from '../../platform/transactions/database';
import { firstRow, statement } from '../../platform/sql';
import { ContractState } from '../domain/contract-state';
import { decideOrderContract, OrderDates, orderDates } from '../domain/order-contract';
import { ContractEntity } from '../persistence/contract.entity';
import { ContractPlanEntity } from '../persistence/contract-plan.entity';
import { contractStatesNow } from '../persistence/contract-state';
import { insertOrderedContacts, OrderedContact } from '../persistence/insert-ordered-contacts';

export interface OrderContract {
  readonly customerId: string;
  readonly planId: string;
  readonly number: string;
  readonly orderReceivedAt: Date;
  /** Null: the provider's default. */
  readonly activateOn: LocalDate | null;
  readonly termMonths: number;
  readonly contacts: readonly OrderedContact[];
}

const CUSTOMER = statement(
  'customer-exists',
  'SELECT id FROM customers WHERE id = $1 AND ($2::bigint IS NULL OR id = $2)',
);
/** Sells a contract. Domain section 2, Terms. Throws Refused with every reason for which it cannot be sold so. */
export function orderContract(context: RequestContext, input: OrderContract): Promise<ContractState> {
  return context.write(async (unit) => {
    const plan = await findPlanAndCustomer(context, unit, input);
    const now = context.clock.now();
    const alternatives = await context.catalog.currentPlans(plan.providerId);
    const facts = { plan, planIsCurrent: alternatives.some((current) => current.id === plan.id) };
    const request = { ...input, contactEmails: input.contacts.map((contact) => contact.email) };
    const { decision } = decideWithAdvice(facts, alternatives, (each) =>
      decideOrderContract(each, request, now),
    );
    unit.journal.judge(null, { ...facts, request }, decision);
    const dates = orderDates(request, plan);
    const id = await insertContract(unit, input, plan, dates);
    unit.journal.assignContract(id);
    unit.journal.created({ type: 'Contract', id, contractId: id }, { ...input, ...dates });
    await insertOrderedContacts(unit, id, input.contacts, input.orderReceivedAt);
    const [state] = await contractStatesNow(unit.sql, [id], now, null);
    return state!;
  });
}

async function findPlanAndCustomer(
  context: RequestContext,
  { sql }: Transaction,
  input: OrderContract,
): Promise<Plan> {
  const customer = await firstRow(sql, CUSTOMER, [input.customerId, scopeOf(context.caller)]);
  const plan = await context.catalog.findPlan(input.planId, sql);
  const missing = [
    ...(customer ? [] : [ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]),
    ...(plan ? [] : [ruleBroken('NOT_FOUND', 'There is no such plan.', ['input', 'planId'])]),
  ];
  if (!plan || missing.length > 0) throw new Refused(missing);
  return plan;
}

async function insertContract(
  { manager }: Transaction,
  input: OrderContract,
  plan: Plan,
  dates: OrderDates,
): Promise<string> {
  const { customerId, number, orderReceivedAt, termMonths, contacts } = input;
  const contract = {
    ...dates,
    customerId,
    number,
    orderReceivedAt,
    termMonths,
    timeZone: plan.timeZone,
    providerId: plan.providerId,
    planId: plan.id,
    contactsUsed: contacts.length,
    contactsLimit: plan.entitlements.maxNamedContacts,
  };
  const taken = ruleBroken('CONFLICT', 'Another contract has this number.', ['input', 'number']);
  await refusingOn({ contracts_number_key: taken }, () => manager.insert(ContractEntity, contract));
  const { id } = contract as unknown as ContractEntity;
  // From the day before, so that a reader whose clock is behind finds a plan, at midnight too.
  const validFrom = startOfDate(addDays(dates.orderReceivedOn, -1), plan.timeZone);
  await manager.insert(ContractPlanEntity, { contractId: id, planId: plan.id, validFrom, validTo: null });
  return id;
}
