import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { HOURS_PER_CONSULTING_BLOCK } from '../../catalog/domain/plan';
import { ContractIdentity, ContractState } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { contractsById } from '../../contracts/persistence/contracts';
import { isOwn } from '../../shared/domain/tenant-scope';
import { MoneyType, toMoneyType } from '../../shared/graphql/money.type';
import { netAmount } from '../domain/ledger-entry';
import { ConsultingOrder, ordersOfContracts } from '../persistence/consulting-orders';
import { agreedPrice } from '../persistence/orders';
import { ConsultingOrderType } from './consulting-order.type';

@Resolver(() => ConsultingOrderType)
export class ConsultingOrderFields {
  @FieldResolver(() => ContractType, { description: 'Under which contract it was ordered.' })
  contract(@Root() order: ConsultingOrder, @Ctx() context: RequestContext): Promise<ContractState | null> {
    return context.load(contractsById, order.contractId);
  }

  @FieldResolver(() => MoneyType, { description: 'List price of an hour, as it was ordered.' })
  listPrice(@Root() order: ConsultingOrder): MoneyType {
    return toMoneyType(agreedPrice(order).listPricePerHour);
  }

  @FieldResolver(() => MoneyType, {
    description: 'Of all blocks that were ordered, after the discount; what was taken back is not taken off.',
  })
  netAmount(@Root() order: ConsultingOrder): MoneyType {
    const { listPricePerHour, discountPercent } = agreedPrice(order);
    return toMoneyType(
      netAmount(order.blocks * HOURS_PER_CONSULTING_BLOCK, listPricePerHour, discountPercent),
    );
  }
}

@Resolver(() => ContractType)
export class ContractConsultingOrdersFields {
  @FieldResolver(() => [ConsultingOrderType], {
    description:
      'Its orders of additional consulting with what is left of each, the oldest first; none of a contract that you see as its customer’s partner.',
  })
  consultingOrders(
    @Root() contract: ContractIdentity,
    @Ctx() context: RequestContext,
  ): Promise<readonly ConsultingOrder[]> {
    if (!isOwn(context.scope, contract.customerId)) return Promise.resolve([]);
    return context.load(ordersOfContracts, contract.id);
  }
}
