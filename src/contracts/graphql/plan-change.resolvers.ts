import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { LocalDate } from '../../shared/domain/local-date';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { changePlan } from '../use-cases/change-plan';
import { PlanChangePreview, previewPlanChange } from '../use-cases/preview-plan-change';
import { withdrawPlanChange } from '../use-cases/withdraw-plan-change';
import { ContractType } from './contract.type';
import { ChangePlanInput, WithdrawPlanChangeInput } from './plan-change.inputs';
import { PlanChangePreviewType } from './plan-change-preview.type';

const ChangePlanPayload = payloadType('changePlan', 'contract', () => ContractType);
const WithdrawPlanChangePayload = payloadType('withdrawPlanChange', 'contract', () => ContractType);

@Resolver()
export class PlanChangeResolvers {
  @Query(() => PlanChangePreviewType, {
    nullable: true,
    description:
      'What a change of plan would do, by the rules and with the numbers of `changePlan`. Writes nothing.',
  })
  previewPlanChange(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('planId', () => ID, { description: 'Id of the Plan to change to.' }) planId: string,
    @Arg('effectiveOn', () => LocalDateScalar, {
      nullable: true,
      description: 'From which date; where left out, today for an upgrade, else the next renewal date.',
    })
    effectiveOn: LocalDate | null,
    @Ctx() context: RequestContext,
  ): Promise<PlanChangePreview> {
    return previewPlanChange(context, {
      contractId: fromGlobalId('Contract', contractId, 'contractId'),
      planId: fromGlobalId('Plan', planId, 'planId'),
      effectiveOn: effectiveOn ?? null,
    });
  }

  @Mutation(() => ChangePlanPayload, {
    description:
      'Changes the plan. An upgrade counts from now or from a later date; anything else from the next renewal date, where all that is in use fits.',
  })
  async changePlan(
    @Arg('input', { description: 'The change.' }) input: ChangePlanInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contract = await changePlan(context, {
      contractId: fromGlobalId('Contract', input.contractId, 'input', 'contractId'),
      planId: fromGlobalId('Plan', input.planId, 'input', 'planId'),
      effectiveOn: input.effectiveOn ?? null,
    });
    return { contract };
  }

  @Mutation(() => WithdrawPlanChangePayload, {
    description: 'Takes a scheduled change of plan back, until it counts.',
  })
  async withdrawPlanChange(
    @Arg('input', { description: 'Which contract.' }) input: WithdrawPlanChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return { contract: await withdrawPlanChange(context, contractId) };
  }
}
