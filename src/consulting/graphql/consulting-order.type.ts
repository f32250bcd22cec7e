import { Field, Int, ObjectType } from 'type-graphql';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';

@ObjectType('ConsultingOrder', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'An order of additional consulting, at the price and with the discount of its day.',
})
export class ConsultingOrderType extends NodeType {
  @Field(() => DateTimeScalar, { description: 'When it was ordered.' })
  orderedAt!: Date;

  @Field(() => Int, { description: 'How many blocks of 4 hours were ordered.' })
  blocks!: number;

  @Field(() => Int, { description: 'How many of them were taken back.' })
  reversedBlocks!: number;

  @Field(() => Int, { description: 'How many of them are booked or delivered.' })
  usedBlocks!: number;

  @Field(() => Int, { description: 'How many can still be booked or taken back.' })
  remainingBlocks!: number;

  @Field(() => Int, { description: 'Percent off the list price, of the plan in force at the order.' })
  discountPercent!: number;

  contractId!: string;
}
