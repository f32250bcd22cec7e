import { IsOptional } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { DecimalScalar } from '../../shared/graphql/decimal.scalar';
import { Line, LineUpTo, Text } from '../../shared/graphql/text';

@InputType('BookConsultingBlockInput', { description: 'An appointment for consulting.' })
export class BookConsultingBlockInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => DateTimeScalar, {
    description:
      'When it begins, which decides in which contract year it counts. With a key of role CUSTOMER from now on.',
  })
  startsAt!: Date;

  @Field(() => String, { description: 'What it is about, up to 500 characters.' })
  @Line(500)
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who is to give it, up to 200 characters; not with a key of role CUSTOMER.',
  })
  @IsOptional()
  @Line(200)
  consultant?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1,
    description: 'How many blocks of 4 hours, 1 to 100; all are booked or none.',
  })
  blocks!: number | null;
}

@InputType('CancelConsultingBlockInput', { description: 'An appointment that is called off.' })
export class CancelConsultingBlockInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the ConsultingBlock.' })
  blockId!: string;

  @Field(() => String, { nullable: true, description: 'Why, up to 1000 characters.' })
  @IsOptional()
  @Text(1000)
  reason?: string | null;
}

@InputType('DeliverConsultingBlockInput', { description: 'Consulting that took place.' })
export class DeliverConsultingBlockInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the ConsultingBlock.' })
  blockId!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was delivered, not in the future and before the end of the contract; now where left out. An INCLUDED block is delivered in the contract year of its appointment, under a plan that grants it.',
  })
  deliveredAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who delivered it, up to 200 characters; the consultant of the appointment where left out.',
  })
  @IsOptional()
  @Line(200)
  deliveredBy?: string | null;
}

@InputType('UpdateConsultingBlockInput', {
  description: 'A change of an appointment; what is left out stays as it is.',
})
export class UpdateConsultingBlockInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the ConsultingBlock.' })
  blockId!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it begins instead. With a key of role CUSTOMER from now on, until the appointment begins.',
  })
  startsAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'What it is about instead, up to 500 characters.' })
  @IsOptional()
  @Line(500)
  subject?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who is to give it instead, up to 200 characters; not with a key of role CUSTOMER.',
  })
  @IsOptional()
  @Line(200)
  consultant?: string | null;
}

@InputType('ReverseConsultingBlockInput', { description: 'A delivery that is taken back.' })
export class ReverseConsultingBlockInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the ConsultingBlock.' })
  blockId!: string;

  @Field(() => String, { description: 'Why, up to 1000 characters.' })
  @Text(1000)
  reason!: string;
}

@InputType('ReverseConsultingOrderInput', { description: 'An order of which blocks are taken back.' })
export class ReverseConsultingOrderInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the ConsultingOrder.' })
  orderId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many blocks, no more than are unused; all unused ones where left out.',
  })
  blocks?: number | null;

  @Field(() => String, { description: 'Why, up to 1000 characters.' })
  @Text(1000)
  reason!: string;
}

@InputType('OrderAdditionalConsultingInput', { description: 'An order of additional consulting.' })
export class OrderAdditionalConsultingInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => Int, { description: 'How many blocks of 4 hours, 1 to 1000.' })
  blocks!: number;

  @Field(() => DecimalScalar, {
    description:
      'List price of an hour, before the discount of the plan, with no more decimals than the currency has.',
  })
  listPricePerHour!: string;

  @Field(() => String, { description: 'Currency of the price, by ISO 4217: EUR.' })
  @LineUpTo(100)
  currency!: string;
}
