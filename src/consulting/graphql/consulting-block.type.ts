import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { BlockSource, BlockStatus } from '../domain/consulting-block';
import { BlockSourceEnum, BlockStatusEnum } from './consulting.enums';

@ObjectType('ConsultingBlock', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Four hours of consulting by appointment.',
})
export class ConsultingBlockType extends NodeType {
  @Field(() => BlockSourceEnum, { description: 'Whether the plan includes it, or it was ordered on top.' })
  source!: BlockSource;

  @Field(() => BlockStatusEnum, { description: 'Where it stands.' })
  status!: BlockStatus;

  @Field(() => DateTimeScalar, { description: 'When the appointment begins.' })
  startsAt!: Date;

  @Field(() => Int, { description: 'The contract year in which the appointment begins, counted from 1.' })
  contractYear!: number;

  @Field(() => String, { description: 'What it is about.' })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'Who is to give it; null while nobody is named.' })
  consultant!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was booked.' })
  bookedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was called off.' })
  cancelledAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was delivered; stays after a reversal.',
  })
  deliveredAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who delivered it; null before that, and where nobody was named. Stays after a reversal.',
  })
  deliveredBy!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its delivery was recorded, which may be later than `deliveredAt`.',
  })
  deliveryRecordedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its delivery was taken back.' })
  reversedAt!: Date | null;

  contractId!: string;
  orderId!: string | null;
}

export const ConsultingBlockConnectionType = connectionType('ConsultingBlock', () => ConsultingBlockType);
