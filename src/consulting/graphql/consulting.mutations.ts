import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { ContractType } from '../../contracts/graphql/contract.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { bookConsultingBlock } from '../use-cases/book-consulting-block';
import { cancelConsultingBlock } from '../use-cases/cancel-consulting-block';
import { deliverConsultingBlock } from '../use-cases/deliver-consulting-block';
import { orderAdditionalConsulting } from '../use-cases/order-additional-consulting';
import { reverseConsultingBlock } from '../use-cases/reverse-consulting-block';
import { ConsultingBlockType } from './consulting-block.type';
import {
  BookConsultingBlockInput,
  CancelConsultingBlockInput,
  DeliverConsultingBlockInput,
  OrderAdditionalConsultingInput,
  ReverseConsultingBlockInput,
} from './consulting.inputs';

const block = () => ConsultingBlockType;
const BookPayload = payloadType('bookConsultingBlock', 'consultingBlocks', () => [ConsultingBlockType]);
const CancelPayload = payloadType('cancelConsultingBlock', 'consultingBlock', block);
const DeliverPayload = payloadType('deliverConsultingBlock', 'consultingBlock', block);
const ReversePayload = payloadType('reverseConsultingBlock', 'consultingBlock', block);
const OrderPayload = payloadType('orderAdditionalConsulting', 'contract', () => ContractType);

@Resolver()
export class ConsultingMutations {
  @Mutation(() => BookPayload, {
    description:
      'Books an appointment. Blocks that the plan includes in its contract year are used first, then additional ones of the oldest order.',
  })
  async bookConsultingBlock(
    @Arg('input', { description: 'The appointment.' }) input: BookConsultingBlockInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const consultingBlocks = await bookConsultingBlock(context, {
      contractId: fromGlobalId('Contract', input.contractId, 'input', 'contractId'),
      startsAt: input.startsAt,
      subject: input.subject,
      consultant: input.consultant ?? null,
      blocks: input.blocks ?? 1,
    });
    return { consultingBlocks };
  }

  @Mutation(() => CancelPayload, { description: 'Calls an appointment off and gives its block back.' })
  async cancelConsultingBlock(
    @Arg('input', { description: 'Which block, and why.' }) input: CancelConsultingBlockInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const blockId = fromGlobalId('ConsultingBlock', input.blockId, 'input', 'blockId');
    return {
      consultingBlock: await cancelConsultingBlock(context, { blockId, reason: input.reason ?? null }),
    };
  }

  @Mutation(() => DeliverPayload, {
    description: 'Records that a block was delivered; from then on only a reversal takes it back.',
  })
  async deliverConsultingBlock(
    @Arg('input', { description: 'Which block, and when.' }) input: DeliverConsultingBlockInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const blockId = fromGlobalId('ConsultingBlock', input.blockId, 'input', 'blockId');
    const deliveredAt = input.deliveredAt ?? null;
    return { consultingBlock: await deliverConsultingBlock(context, { blockId, deliveredAt }) };
  }

  @Mutation(() => ReversePayload, {
    description: 'Takes a delivery back by an entry of its own, and gives the block back.',
  })
  async reverseConsultingBlock(
    @Arg('input', { description: 'Which block, and why.' }) input: ReverseConsultingBlockInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const blockId = fromGlobalId('ConsultingBlock', input.blockId, 'input', 'blockId');
    return { consultingBlock: await reverseConsultingBlock(context, { blockId, reason: input.reason }) };
  }

  @Mutation(() => OrderPayload, {
    description: 'Orders additional blocks; the discount of the plan in force now is kept for them.',
  })
  async orderAdditionalConsulting(
    @Arg('input', { description: 'The order.' }) input: OrderAdditionalConsultingInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { blocks, listPricePerHour, currency } = input;
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return {
      contract: await orderAdditionalConsulting(context, { contractId, blocks, listPricePerHour, currency }),
    };
  }
}
