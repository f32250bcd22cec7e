import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { orderContract } from '../use-cases/order-contract';
import { OrderContractInput } from './contract.inputs';
import { ContractType } from './contract.type';

const OrderContractPayload = payloadType('orderContract', 'contract', () => ContractType);

@Resolver()
export class ContractMutations {
  @Mutation(() => OrderContractPayload, {
    description: 'Sells a contract to a customer, with its first named contacts.',
  })
  async orderContract(
    @Arg('input', { description: 'The order.' }) input: OrderContractInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contract = await orderContract(context, {
      customerId: fromGlobalId('Customer', input.customerId, 'input', 'customerId'),
      planId: fromGlobalId('Plan', input.planId, 'input', 'planId'),
      number: input.number,
      orderReceivedAt: input.orderReceivedAt,
      activateOn: input.activateOn ?? null,
      termMonths: input.termMonths ?? 12,
      contacts: input.contacts ?? [],
    });
    return { contract };
  }
}
