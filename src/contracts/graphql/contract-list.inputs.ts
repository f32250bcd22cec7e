import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Region } from '../../catalog/domain/plan';
import { RegionEnum } from '../../catalog/graphql/catalog.enums';
import { LocalDate } from '../../shared/domain/local-date';
import { PageArgs } from '../../shared/graphql/connection.type';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { ContractOrder, QuotaKind } from '../domain/contract-list';
import { ContractStatus } from '../domain/contract-state';
import { ContractOrderEnum, QuotaKindEnum } from './contract-list.enums';
import { ContractStatusEnum } from './contract.enums';

@InputType('QuotaAtLeast', {
  description:
    'A share of a quota. Quotas of 0 and unlimited ones never reach one, nor do contracts that are over.',
})
export class QuotaAtLeastInput {
  @Field(() => QuotaKindEnum, { description: 'Of which quota.' })
  quota!: QuotaKind;

  @Field(() => Int, {
    description: 'How much of it is used at least, in percent, from 1 to 1000; 100 is all of it.',
  })
  percent!: number;
}

@InputType('ContractFilter', {
  description:
    'Which contracts to list; every condition given must hold, as of now. A date is none outside of a range, so that contracts without one are left out.',
})
export class ContractFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Any part of its number, of the customer’s name or number, or of the email address of a current contact, upper or lower case; below three letters the whole or its beginning. What matches as a whole comes first, then what begins with it, then all others; `orderBy` orders each of these.',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only contracts of this Customer.' })
  customerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only contracts of customers of this partner: id of a Customer.',
  })
  partnerId?: string | null;

  @Field(() => ContractStatusEnum, { nullable: true, description: 'Only contracts that stand so now.' })
  status?: ContractStatus | null;

  @Field(() => [ContractStatusEnum], {
    nullable: true,
    description: 'Only contracts that stand in one of these ways now; at least one.',
  })
  statuses?: ContractStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Only contracts with this provider: it-novum, op5.' })
  providerCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only contracts on a plan of this code now: basic, standard, premium.',
  })
  planCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only contracts on this version of their plan now.' })
  planVersion?: number | null;

  @Field(() => RegionEnum, { nullable: true, description: 'Only contracts of customers in this region now.' })
  region?: Region | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Only contracts whose `noticeDeadline` is this date or later, and has not passed.',
  })
  noticeDeadlineFrom?: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Only contracts whose `noticeDeadline` lies before this date and has not passed; those under notice have none.',
  })
  noticeDeadlineBefore?: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Only contracts that renew on this date or later.',
  })
  renewsFrom?: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Only contracts that renew before this date.',
  })
  renewsBefore?: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Only contracts that end on this date or later.',
  })
  endsFrom?: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Only contracts that end before this date, or have ended.',
  })
  endsBefore?: LocalDate | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that have named no contact in time (true), or only the others (false).',
  })
  contactsOverdue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that the provider has suspended (true), or only the others (false).',
  })
  suspended?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those with a `scheduledPlanChange` (true), or only the others (false).',
  })
  planChangeScheduled?: boolean | null;

  @Field(() => QuotaAtLeastInput, {
    nullable: true,
    description: 'Only contracts that have used this much of a quota: "at 80 % or more of its requests".',
  })
  quotaAtLeast?: QuotaAtLeastInput | null;
}

@ArgsType()
export class ContractsArgs extends PageArgs {
  @Field(() => ContractFilterInput, {
    nullable: true,
    description: 'Which contracts to list; all where left out.',
  })
  filter?: ContractFilterInput | null;

  @Field(() => ContractOrderEnum, {
    nullable: true,
    defaultValue: 'CREATED',
    description: 'In which order; a cursor belongs to the order it was given out in.',
  })
  orderBy!: ContractOrder | null;
}
