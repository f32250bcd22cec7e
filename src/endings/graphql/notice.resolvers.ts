import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { blocksById } from '../../consulting/persistence/consulting-blocks';
import { NoticeParty } from '../../contracts/domain/notice';
import { NoticePartyEnum } from '../../contracts/graphql/contract.enums';
import { ContractType } from '../../contracts/graphql/contract.type';
import { withdrawNotice } from '../../contracts/use-cases/withdraw-notice';
import { incidentsById } from '../../incidents/persistence/incidents';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { NodeType } from '../../shared/graphql/node.type';
import { payloadType } from '../../shared/graphql/payload.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { NoticeConsequence } from '../domain/notice-consequences';
import { giveNotice } from '../use-cases/give-notice';
import { NoticePreview, previewNotice } from '../use-cases/preview-notice';
import { GiveNoticeInput, WithdrawNoticeInput } from './notice.inputs';
import { NoticeConsequenceType, NoticePreviewType } from './notice-preview.type';

const GiveNoticePayload = payloadType('giveNotice', 'contract', () => ContractType);
const WithdrawNoticePayload = payloadType('withdrawNotice', 'contract', () => ContractType);

@Resolver()
export class NoticeResolvers {
  @Query(() => NoticePreviewType, {
    nullable: true,
    description:
      'What a notice would do that is received now, at a past instant or at one to come, by the rules of `giveNotice`. Writes nothing.',
  })
  previewNotice(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('receivedAt', () => DateTimeScalar, {
      nullable: true,
      description: 'When the notice is received; now where left out. A past one is for staff to say.',
    })
    receivedAt: Date | null,
    @Arg('party', () => NoticePartyEnum, {
      nullable: true,
      description: 'Who gives notice; the customer where left out.',
    })
    party: NoticeParty | null,
    @Ctx() context: RequestContext,
  ): Promise<NoticePreview> {
    return previewNotice(context, {
      contractId: fromGlobalId('Contract', contractId, 'contractId'),
      receivedAt: receivedAt ?? null,
      party: party ?? null,
    });
  }

  @Mutation(() => GiveNoticePayload, {
    description:
      'Records a notice of one party: the contract ends at the renewal date for which it was received in time, or at the end that the other party’s notice brings before it. Appointments at or after the end are cancelled with it.',
  })
  async giveNotice(
    @Arg('input', { description: 'The notice.' }) input: GiveNoticeInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contract = await giveNotice(context, {
      contractId: fromGlobalId('Contract', input.contractId, 'input', 'contractId'),
      receivedAt: input.receivedAt ?? null,
      party: input.party,
      reason: input.reason ?? null,
      acceptConsequences: input.acceptConsequences ?? false,
    });
    return { contract };
  }

  @Mutation(() => WithdrawNoticePayload, {
    description:
      'Takes a notice back, until the contract ends; staff also until 14 days after it was recorded. The contract renews by itself again, or ends by the other party’s notice. What was cancelled with the notice stays cancelled.',
  })
  async withdrawNotice(
    @Arg('input', { description: 'Whose notice of which contract, and why.' }) input: WithdrawNoticeInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contract = await withdrawNotice(context, {
      contractId: fromGlobalId('Contract', input.contractId, 'input', 'contractId'),
      party: input.party ?? null,
      dropPlanChange: input.dropPlanChange ?? false,
      reason: input.reason ?? null,
    });
    return { contract };
  }
}

@Resolver(() => NoticeConsequenceType)
export class NoticeConsequenceFields {
  @FieldResolver(() => NodeType, {
    nullable: true,
    description: 'The ConsultingBlock or the Incident; of a change of plan, the Plan to which it leads.',
  })
  async subject(
    @Root() { subjectType, subjectId }: NoticeConsequence,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    const find = {
      ConsultingBlock: () => context.load(blocksById, subjectId),
      Incident: () => context.load(incidentsById, subjectId),
      Plan: () => context.catalog.findPlan(subjectId),
    };
    const subject = await find[subjectType]();
    return subject === null ? null : { ...subject, __typename: subjectType };
  }
}
