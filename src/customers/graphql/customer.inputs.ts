import { IsOptional } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Region } from '../../catalog/domain/plan';
import { RegionEnum } from '../../catalog/graphql/catalog.enums';
import { Language } from '../domain/language';
import { CustomerOrder } from '../persistence/customer-list';
import { CustomerOrderEnum, LanguageEnum } from './customer.enums';
import { PageArgs } from '../../shared/graphql/connection.type';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { Line } from '../../shared/graphql/text';

@InputType('CustomerFilter', { description: 'Which customers to list; every condition given must hold.' })
export class CustomerFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Any part of the name, of the number or of the email address of a current contact, upper or lower case; below three letters the whole or its beginning. What matches as a whole comes first, then what begins with it, then all others; `orderBy` orders each of these.',
  })
  search?: string | null;

  @Field(() => RegionEnum, { nullable: true, description: 'Only customers of this region.' })
  region?: Region | null;

  @Field(() => ID, { nullable: true, description: 'Only customers of this partner: id of a Customer.' })
  partnerId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only partners (true), or only the others (false).',
  })
  isPartner?: boolean | null;
}

@ArgsType()
export class CustomersArgs extends PageArgs {
  @Field(() => CustomerFilterInput, {
    nullable: true,
    description: 'Which customers to list; all where left out.',
  })
  filter?: CustomerFilterInput | null;

  @Field(() => CustomerOrderEnum, {
    nullable: true,
    defaultValue: 'CREATED',
    description: 'In which order; a cursor belongs to the order it was given out in.',
  })
  orderBy!: CustomerOrder | null;
}

@InputType('CreateCustomerInput', { description: 'A new customer.' })
export class CreateCustomerInput extends IdempotentInput {
  @Field(() => String, {
    description: 'The number by which your own systems know it; unique, up to 64 characters.',
  })
  @Line(64)
  number!: string;

  @Field(() => String, { description: 'Name of the company, up to 200 characters.' })
  @Line(200)
  name!: string;

  @Field(() => RegionEnum, { description: 'Where it is served from.' })
  region!: Region;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether it gives first-line support to customers of its own.',
  })
  isPartner!: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The partner whose customer it is; id of a Customer.' })
  partnerId?: string | null;

  @Field(() => LanguageEnum, {
    nullable: true,
    defaultValue: 'EN',
    description: 'In which language it is written to.',
  })
  language!: Language | null;
}

@InputType('UpdateCustomerInput', { description: 'Changes to a customer; what is left out stays as it is.' })
export class UpdateCustomerInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Customer to change.' })
  customerId!: string;

  @Field(() => String, { nullable: true, description: 'The new name, up to 200 characters.' })
  @IsOptional()
  @Line(200)
  name?: string | null;

  @Field(() => RegionEnum, { nullable: true, description: 'The new region; it counts from now on.' })
  region?: Region | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it gives first-line support to customers of its own; it stays a partner while it has any.',
  })
  isPartner?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The partner whose customer it is to be: id of a Customer that is a partner and not below this one.',
  })
  partnerId?: string | null;

  @Field(() => LanguageEnum, { nullable: true, description: 'In which language it is written to.' })
  language?: Language | null;
}
