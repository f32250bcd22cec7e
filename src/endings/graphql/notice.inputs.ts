import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { NoticePartyEnum } from '../../contracts/graphql/contract.enums';
import { NoticeParty } from '../../contracts/domain/notice';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { Text } from '../../shared/graphql/text';

@InputType('GiveNoticeInput', { description: 'A notice.' })
export class GiveNoticeInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the notice was received, now where left out; not in the future, not before the order. Its date in the provider’s time zone decides. For staff alone: a key of role CUSTOMER leaves it out.',
  })
  receivedAt?: Date | null;

  @Field(() => NoticePartyEnum, {
    description: 'Who gives notice; a key of role CUSTOMER only as the customer.',
  })
  party!: NoticeParty;

  @Field(() => String, { nullable: true, description: 'Why, up to 1,000 characters; for your records.' })
  @IsOptional()
  @Text(1_000)
  reason?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Confirms that the contract may end before deliveries and requests that `previewNotice` lists; refused with NOTICE_HAS_CONSEQUENCES otherwise.',
  })
  acceptConsequences?: boolean | null;
}

@InputType('WithdrawNoticeInput', { description: 'A notice that is taken back.' })
export class WithdrawNoticeInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => NoticePartyEnum, {
    nullable: true,
    description: 'Whose notice; may be left out where only one is in force.',
  })
  party?: NoticeParty | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether a scheduled change of plan is taken back with the notice, such as one into which the contract no longer fits. For staff alone.',
  })
  dropPlanChange?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why, up to 1,000 characters; for your records.' })
  @IsOptional()
  @Text(1_000)
  reason?: string | null;
}
