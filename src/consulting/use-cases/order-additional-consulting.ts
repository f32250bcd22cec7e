import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { contractStatesNow } from '../../contracts/persistence/contracts';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { dateAt } from '../../shared/domain/local-date';
import { parseMoney } from '../../shared/domain/money';
import { AgreedPrice, LedgerEntry, ledgerEntry } from '../domain/ledger-entry';
import { decideOrderAdditional, OrderAdditionalRequest } from '../domain/order-additional';
import { insertOrder } from '../persistence/orders';
import { writeBilled } from '../persistence/write-ledger';
import { orderHappened } from '../domain/consulting-events';

export interface OrderAdditionalConsulting extends OrderAdditionalRequest {
  readonly contractId: string;
  readonly listPricePerHour: string;
  readonly currency: string;
}

/**
 * Orders additional blocks at a list price per hour; the discount of the plan in force now is applied and kept. Throws
 * Refused with every reason. Domain section 6.
 */
export function orderAdditionalConsulting(
  context: RequestContext,
  input: OrderAdditionalConsulting,
): Promise<ContractState> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, input.contractId, ['input', 'contractId']);
    const plan = await context.catalog.plan(state.planId, unit.sql);
    const facts = { state, plan };
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const { decision } = decideWithAdvice(facts, alternatives, (each) =>
      decideOrderAdditional(each, input, now),
    );
    unit.journal.recordOrThrow(state.id, { ...facts, request: input }, decision);

    const price: AgreedPrice = {
      listPricePerHour: parseMoney(input.listPricePerHour, input.currency)!,
      discountPercent: plan.entitlements.consultingDiscountPercent,
    };
    const order = { contractId: state.id, planId: plan.id, blocks: input.blocks, price, orderedAt: now };
    const orderId = await insertOrder(unit, order);
    const subject = { id: orderId, contractId: state.id };
    unit.journal.happened(orderHappened('consulting.ordered', subject, now, { blocks: input.blocks }));
    const [after] = await contractStatesNow(unit.sql, [state.id], now, EVERYTHING);
    unit.journal.changed({ type: 'Contract', id: state.id, contractId: state.id }, state, after!);
    await writeBilled(unit, orderedEntry(context, state, plan, orderId, input.blocks, price, now));
    return after!;
  });
}

function orderedEntry(
  context: RequestContext,
  state: ContractState,
  plan: Plan,
  orderId: string,
  blocks: number,
  price: AgreedPrice,
  now: Date,
): LedgerEntry & { readonly kind: 'ORDERED' } {
  const subject = {
    orderId,
    contractId: state.id,
    customerId: state.customerId,
    planId: plan.id,
    contractYear: contractYearOn(state.activatesOn, dateAt(now, state.timeZone))!.number,
    source: 'ADDITIONAL',
    blockId: null,
  } as const;
  const circumstances = { occurredAt: now, recordedAt: now, actor: context.caller.name, note: null };
  return { ...ledgerEntry('ORDERED', subject, blocks, price, circumstances), kind: 'ORDERED' };
}
