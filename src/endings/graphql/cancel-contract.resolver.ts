import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { ContractType } from '../../contracts/graphql/contract.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { cancelContract } from '../use-cases/cancel-contract';
import { CancelContractInput } from './cancel-contract.input';

const CancelContractPayload = payloadType('cancelContract', 'contract', () => ContractType);

@Resolver()
export class CancelContractResolver {
  @Mutation(() => CancelContractPayload, {
    description:
      'Cancels a contract that is still ORDERED, with its appointments and a scheduled change of plan. Its number stays taken.',
  })
  async cancelContract(
    @Arg('input', { description: 'Which contract, and why.' }) input: CancelContractInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return { contract: await cancelContract(context, { contractId, reason: input.reason }) };
  }
}
