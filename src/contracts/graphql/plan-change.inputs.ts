import { Field, ID, InputType } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { LocalDateScalar } from '../../shared/graphql/scalars';

@InputType('ChangePlanInput', { description: 'A change to another plan, or to another version of the same.' })
export class ChangePlanInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => ID, { description: 'Id of the Plan to change to, in a version sold today.' })
  planId!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'From which date. An upgrade, by which nothing gets worse: today, where left out, or later. Anything else: the next renewal date.',
  })
  effectiveOn?: LocalDate | null;
}

@InputType('WithdrawPlanChangeInput', { description: 'A scheduled change that is taken back.' })
export class WithdrawPlanChangeInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;
}
