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
import { reverseConsultingOrder } from '../use-cases/reverse-consulting-order';
import { updateConsultingBlock } from '../use-cases/update-consulting-block';
import { ConsultingOrderType } from './consulting-order.type';
import { ConsultingBlockType } from './consulting-block.type';
import {
  BookConsultingBlockInput,
  CancelConsultingBlockInput,
  DeliverConsultingBlockInput,
  OrderAdditionalConsultingInput,
  ReverseConsultingBlockInput,
  ReverseConsultingOrderInput,
  UpdateConsultingBlockInput,
} from './consulting.inputs';

const block = () => ConsultingBlockType;
const BookPayload = payloadType('bookConsultingBlock', 'consultingBlocks', () => [ConsultingBlockType]);
const CancelPayload = payloadType('cancelConsultingBlock', 'consultingBlock', block);
const DeliverPayload = payloadType('deliverConsultingBlock', 'consultingBlock', block);
const ReversePayload = payloadType('reverseConsultingBlock', 'consultingBlock', block);
const ReverseOrderPayload = payloadType(
  'reverseConsultingOrder',
  'consultingOrder',
  () => ConsultingOrderType,
);
const UpdatePayload = payloadType('updateConsultingBlock', 'consultingBlock', block);
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
    const { deliveredAt = null, deliveredBy = null } = input;
    const delivery = { blockId, deliveredAt, deliveredBy };
    return { consultingBlock: await deliverConsultingBlock(context, delivery) };
  }

  @Mutation(() => UpdatePayload, {
    description:
      'Moves an appointment, names its consultant or changes its subject, while it is BOOKED. A move is decided as a new booking; a block that is ADDITIONAL stays so.',
  })
  async updateConsultingBlock(
    @Arg('input', { description: 'Which block, and what is to change.' }) input: UpdateConsultingBlockInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const blockId = fromGlobalId('ConsultingBlock', input.blockId, 'input', 'blockId');
    const { startsAt = null, subject = null, consultant = null } = input;
    const update = { blockId, startsAt, subject, consultant };
    return { consultingBlock: await updateConsultingBlock(context, update) };
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

  @Mutation(() => ReverseOrderPayload, {
    description:
      'Takes back blocks of an order that are unused, all of them unless told otherwise. Billing reads what is to be credited as ORDER_REVERSED.',
  })
  async reverseConsultingOrder(
    @Arg('input', { description: 'Which order, how many of its blocks, and why.' })
    input: ReverseConsultingOrderInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const orderId = fromGlobalId('ConsultingOrder', input.orderId, 'input', 'orderId');
    const { blocks = null, reason } = input;
    return { consultingOrder: await reverseConsultingOrder(context, { orderId, blocks, reason }) };
  }
}
