import { ArrayMaxSize, IsEmail, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar, LocalDateScalar } from '../../shared/graphql/scalars';
import { Line } from '../../shared/graphql/text';

@InputType('NamedContactInput', { description: 'A person who may submit support requests.' })
export class NamedContactInput {
  @Field(() => String, { description: 'Full name, up to 200 characters.' })
  @Line(200)
  name!: string;

  @Field(() => String, { description: 'Email address; one person of a contract each.' })
  @IsEmail({}, { message: 'email must be an email address such as ada@example.com.' })
  @Line(254)
  email!: string;

  @Field(() => String, { description: 'Phone number, up to 50 characters.' })
  @Line(50)
  phone!: string;
}

@InputType('OrderContractInput', { description: 'An order.' })
export class OrderContractInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Customer who buys.' })
  customerId!: string;

  @Field(() => ID, { description: 'Id of the Plan that is bought, in a version sold today.' })
  planId!: string;

  @Field(() => String, {
    description: 'The number by which people are to know the contract; unique, up to 64 characters.',
  })
  @Line(64)
  number!: string;

  @Field(() => DateTimeScalar, { description: 'When the order was received; not in the future.' })
  orderReceivedAt!: Date;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'The activation date asked for, 1 to 90 days after the order; 30 days after it where left out.',
  })
  activateOn?: LocalDate | null;

  @Field(() => Int, { nullable: true, defaultValue: 12, description: 'Months of the term, 12 to 120.' })
  @IsOptional()
  @IsInt()
  @Max(120, { message: 'termMonths must not be above 120.' })
  @Min(1, { message: 'termMonths must be a positive number of months.' })
  termMonths!: number | null;

  @Field(() => [NamedContactInput], {
    nullable: true,
    defaultValue: [],
    description: 'The first named contacts, no more than the plan allows; the first is due within 5 days.',
  })
  @IsOptional()
  @ArrayMaxSize(1000, { message: 'contacts must not hold more than 1000.' })
  @ValidateNested({ each: true })
  contacts!: NamedContactInput[] | null;
}
