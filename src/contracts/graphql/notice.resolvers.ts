import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { giveNotice } from '../use-cases/give-notice';
import { NoticePreview, previewNotice } from '../use-cases/preview-notice';
import { withdrawNotice } from '../use-cases/withdraw-notice';
import { ContractType } from './contract.type';
import { GiveNoticeInput, WithdrawNoticeInput } from './notice.inputs';
import { NoticePreviewType } from './notice-preview.type';

const GiveNoticePayload = payloadType('giveNotice', 'contract', () => ContractType);
const WithdrawNoticePayload = payloadType('withdrawNotice', 'contract', () => ContractType);

@Resolver()
export class NoticeResolvers {
  @Query(() => NoticePreviewType, {
    description:
      'When a notice received at an instant, past or to come, would end the contract. Writes nothing.',
  })
  previewNotice(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('receivedAt', () => DateTimeScalar, { description: 'When the notice is received.' })
    receivedAt: Date,
    @Ctx() context: RequestContext,
  ): Promise<NoticePreview> {
    return previewNotice(context, fromGlobalId('Contract', contractId, 'contractId'), receivedAt);
  }

  @Mutation(() => GiveNoticePayload, {
    description:
      'Records a notice: the contract ends at the renewal date for which it was received in time. A second one does not move the first.',
  })
  async giveNotice(
    @Arg('input', { description: 'The notice.' }) input: GiveNoticeInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    const { receivedAt, party, reason = null } = input;
    return { contract: await giveNotice(context, { contractId, receivedAt, party, reason }) };
  }

  @Mutation(() => WithdrawNoticePayload, {
    description: 'Takes the notice back, until the contract ends: it renews by itself again.',
  })
  async withdrawNotice(
    @Arg('input', { description: 'Which contract, and why.' }) input: WithdrawNoticeInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return { contract: await withdrawNotice(context, { contractId, reason: input.reason ?? null }) };
  }
}
