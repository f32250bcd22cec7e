import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { resumeContract } from '../use-cases/resume-contract';
import { suspendContract } from '../use-cases/suspend-contract';
import { ContractType } from './contract.type';
import { ResumeContractInput, SuspendContractInput } from './suspension.inputs';

const SuspendContractPayload = payloadType('suspendContract', 'contract', () => ContractType);
const ResumeContractPayload = payloadType('resumeContract', 'contract', () => ContractType);

@Resolver()
export class SuspensionMutations {
  @Mutation(() => SuspendContractPayload, {
    description:
      'Suspends a contract whose obligations are not met: opening requests, booking, moving and ordering consulting, and registering satellites are refused with CONTRACT_SUSPENDED while it lasts. What is under way goes on.',
  })
  async suspendContract(
    @Arg('input', { description: 'Which contract, and why.' }) input: SuspendContractInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return { contract: await suspendContract(context, { contractId, reason: input.reason }) };
  }

  @Mutation(() => ResumeContractPayload, { description: 'Lifts the suspension of a contract.' })
  async resumeContract(
    @Arg('input', { description: 'Which contract, and why.' }) input: ResumeContractInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return { contract: await resumeContract(context, { contractId, reason: input.reason ?? null }) };
  }
}
