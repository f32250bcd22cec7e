import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Plan } from '../../catalog/domain/plan';
import { customerExists } from '../../customers/persistence/customers';
import { toGlobalId } from '../../shared/domain/global-id';
import { LocalDate } from '../../shared/domain/local-date';
import { earlier } from '../../shared/domain/moment';
import { invalidInput, Refused, ruleBroken } from '../../shared/domain/refusal';
import { refusingOn } from '../../platform/transactions/constraint-violation';
import { Locking } from '../../platform/transactions/unit-of-work';
import { ContractState } from '../domain/contract-state';
import { decideOrderContract, NUMBER_TAKEN, orderDates } from '../domain/order-contract';
import { contractStatesNow, isNumberTaken } from '../persistence/contracts';
import { insertContract, insertOrderedContacts, OrderedContact } from '../persistence/insert-contract';
import { contractHappened } from '../domain/contract-events';

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

/** Sells a contract. Domain section 2, Terms. Throws Refused with every reason for which it cannot be sold so. */
export async function orderContract(context: RequestContext, input: OrderContract): Promise<ContractState> {
  await context.catalog.refresh();
  return context.write(async (unit) => {
    const plan = await findPlanAndCustomer(context, unit, input);
    const now = context.clock.now();
    const alternatives = await context.catalog.currentPlans(plan.providerId);
    const facts = {
      plan,
      planIsCurrent: alternatives.some((current) => current.id === plan.id),
      numberIsTaken: await isNumberTaken(unit.sql, input.number),
    };
    const request = { ...input, contactEmails: input.contacts.map((contact) => contact.email) };
    const { decision } = decideWithAdvice(facts, alternatives, (each) =>
      decideOrderContract(each, request, now),
    );
    unit.journal.recordOrThrow(null, { ...facts, request }, decision);
    const dates = orderDates(request, plan);
    const id = await refusingOn({ contracts_number_folded_key: NUMBER_TAKEN }, () =>
      insertContract(unit, { ...input, recordedAt: now }, plan, dates),
    );
    unit.journal.assignContract(id);
    unit.journal.created({ type: 'Contract', id, contractId: id }, { ...input, ...dates });
    const { planId, number } = input;
    const told = { planId: toGlobalId('Plan', planId), activatesOn: dates.activatesOn };
    unit.journal.happened(contractHappened('contract.ordered', { id, number }, input.orderReceivedAt, told));
    // The clock of a client may be ahead: nobody is named later than it is recorded, as nothing else of the contract is.
    const namedSince = earlier(input.orderReceivedAt, now);
    await insertOrderedContacts(unit, id, input.contacts, namedSince);
    const [state] = await contractStatesNow(unit.sql, [id], now, EVERYTHING);
    return state!;
  });
}

async function findPlanAndCustomer(
  context: RequestContext,
  unit: Locking,
  input: OrderContract,
): Promise<Plan> {
  const isCustomer = await customerExists(unit, input.customerId, context);
  const plan = await context.catalog.findPlan(input.planId, unit.sql);
  const missing = [
    ...(isCustomer ? [] : [ruleBroken('NOT_FOUND', 'There is no such customer.', ['input', 'customerId'])]),
    ...(plan ? [] : [ruleBroken('NOT_FOUND', 'There is no such plan.', ['input', 'planId'])]),
  ];
  if (!plan || missing.length > 0) throw new Refused(missing);
  const { providerId } = context.scope;
  if (providerId === null || providerId === plan.providerId) return plan;
  const { code } = await context.catalog.provider(providerId);
  const message = `Your key sells plans of ${code} alone: choose one of them.`;
  throw new Refused([invalidInput(message, ['input', 'planId'])]);
}
