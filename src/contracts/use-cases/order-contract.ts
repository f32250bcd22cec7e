import { CatalogContext } from '../../catalog/catalog-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Plan } from '../../catalog/domain/plan';
import { scopeOf } from '../../shared/domain/caller';
import { refuseUnlessAllowed } from '../../shared/domain/decision';
import { LocalDate, startOfDate } from '../../shared/domain/local-date';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { refusingOn } from '../../shared/persistence/constraint-violation';
import { Transaction } from '../../shared/persistence/database';
import { firstRow, statement } from '../../shared/persistence/sql';
import { ContractState } from '../domain/contract-state';
import { decideOrderContract, OrderDates, orderDates } from '../domain/order-contract';
import { ContractEntity } from '../persistence/contract.entity';
import { ContractPlanEntity } from '../persistence/contract-plan.entity';
import { contractStatesNow } from '../persistence/contract-state';

export interface OrderedContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

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
// A contact that was named with the order has been one since the order was received.
const INSERT_CONTACTS = statement(
  'insert-ordered-contacts',
  `INSERT INTO named_contacts (contract_id, name, email, phone, valid_from)
   SELECT $1, contact.name, contact.email, contact.phone, $2
   FROM unnest($3::text[], $4::text[], $5::text[]) AS contact (name, email, phone)`,
);

/** Sells a contract. Domain section 2, Terms. Throws Refused with every reason for which it cannot be sold so. */
export function orderContract(context: CatalogContext, input: OrderContract): Promise<ContractState> {
  return context.write(async (transaction) => {
    const plan = await findPlanAndCustomer(context, transaction, input);
    const now = context.clock.now();
    const alternatives = await context.catalog.currentPlans(plan.providerId);
    const facts = { plan, planIsCurrent: alternatives.some((current) => current.id === plan.id) };
    const request = { ...input, contactEmails: input.contacts.map((contact) => contact.email) };
    refuseUnlessAllowed(
      decideWithAdvice(facts, alternatives, (each) => decideOrderContract(each, request, now)).decision,
    );
    const id = await insertContract(transaction, input, plan, orderDates(request, plan));
    const [state] = await contractStatesNow(transaction.sql, [id], now, null);
    return state!;
  });
}

async function findPlanAndCustomer(
  context: CatalogContext,
  { sql }: Transaction,
  input: OrderContract,
): Promise<Plan> {
  const customer = await firstRow(sql, CUSTOMER, [input.customerId, scopeOf(context.caller)]);
  const plan = await context.catalog.findPlan(input.planId);
  const missing = [
    ...(customer ? [] : [ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]),
    ...(plan ? [] : [ruleBroken('NOT_FOUND', 'There is no such plan.', ['input', 'planId'])]),
  ];
  if (!plan || missing.length > 0) throw new Refused(missing);
  return plan;
}

async function insertContract(
  { manager, sql }: Transaction,
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
    contactsUsed: contacts.length,
    contactsLimit: plan.entitlements.maxNamedContacts,
  };
  const taken = ruleBroken('CONFLICT', 'Another contract has this number.', ['input', 'number']);
  await refusingOn({ contracts_number_key: taken }, () => manager.insert(ContractEntity, contract));
  const { id } = contract as unknown as ContractEntity;
  // From the beginning of the day, so that a reader whose clock is a little behind finds a plan.
  const validFrom = startOfDate(dates.orderReceivedOn, plan.timeZone);
  await manager.insert(ContractPlanEntity, { contractId: id, planId: plan.id, validFrom, validTo: null });
  const columns = [
    contacts.map(({ name }) => name),
    contacts.map(({ email }) => email),
    contacts.map(({ phone }) => phone),
  ];
  await sql.rows(INSERT_CONTACTS, [id, orderReceivedAt, ...columns]);
  return id;
}
