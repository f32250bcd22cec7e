import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { Text } from '../../shared/graphql/text';
import { NoticeParty } from '../domain/notice';
import { NoticePartyEnum } from './contract.enums';

@InputType('GiveNoticeInput', { description: 'A notice.' })
export class GiveNoticeInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => DateTimeScalar, {
    description:
      'When the notice was received; not in the future, not before the order. Its date in the provider’s time zone decides.',
  })
  receivedAt!: Date;

  @Field(() => NoticePartyEnum, {
    description: 'Who gives notice; a key of role CUSTOMER only as the customer.',
  })
  party!: NoticeParty;

  @Field(() => String, { nullable: true, description: 'Why, up to 1,000 characters; for your records.' })
  @IsOptional()
  @Text(1_000)
  reason?: string | null;
}

@InputType('WithdrawNoticeInput', { description: 'A notice that is taken back.' })
export class WithdrawNoticeInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => String, { nullable: true, description: 'Why, up to 1,000 characters; for your records.' })
  @IsOptional()
  @Text(1_000)
  reason?: string | null;
}
