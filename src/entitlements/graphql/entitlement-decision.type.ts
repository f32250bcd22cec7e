import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Impact, Plan } from '../../catalog/domain/plan';
import { ImpactEnum } from '../../catalog/graphql/catalog.enums';
import { PlanType } from '../../catalog/graphql/plan.type';
import { QuotaType } from '../../contracts/graphql/contract-snapshot.type';
import { Quota } from '../../contracts/domain/quota';
import { RuleOutcome } from '../../shared/domain/decision';
import { Refusal, UserErrorCode } from '../../shared/domain/refusal';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { UserErrorCodeEnum, UserErrorType } from '../../shared/graphql/user-error.type';

export const RuleResultEnum: Record<RuleOutcome['outcome'], RuleOutcome['outcome']> = {
  PASSED: 'PASSED',
  FAILED: 'FAILED',
  NOT_JUDGED: 'NOT_JUDGED',
};

registerEnumType(RuleResultEnum, {
  name: 'RuleResult',
  description: 'What one rule says.',
  valuesConfig: {
    PASSED: { description: 'The rule has nothing against it.' },
    FAILED: { description: 'The rule refuses; `userErrors` holds why.' },
    NOT_JUDGED: { description: 'The question left out a fact that the rule needs.' },
  },
});

@ObjectType('RuleOutcome', {
  simpleResolvers: true,
  description: 'One rule that was looked at, and what it says.',
})
export class RuleOutcomeType {
  @Field(() => UserErrorCodeEnum, { description: 'The rule, by the code of its refusal.' })
  rule!: UserErrorCode;

  @Field(() => RuleResultEnum, { description: 'Whether it passed.' })
  outcome!: RuleOutcome['outcome'];

  @Field(() => String, { description: 'Why, in plain English with the numbers.' })
  explanation!: string;
}

@ObjectType('EntitlementDecision', {
  simpleResolvers: true,
  description: 'May this be done under this contract? By the very rules that the mutation runs.',
})
export class EntitlementDecisionType {
  @Field(() => Boolean, { description: 'Whether no rule refuses.' })
  allowed!: boolean;

  @Field(() => DateTimeScalar, { description: 'The instant for which it was decided.' })
  at!: Date;

  @Field(() => [UserErrorType], {
    description: 'Every reason against it, as the mutation would return it; empty when allowed.',
  })
  userErrors!: readonly Refusal[];

  @Field(() => [RuleOutcomeType], {
    description: 'Every rule that was looked at, in an order that never changes.',
  })
  rules!: readonly RuleOutcomeType[];

  @Field(() => QuotaType, { nullable: true, description: 'The limit that the act would draw on.' })
  quota!: Quota | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Of canOpenIncident: by when the first response would be promised; null where no impact is given or nothing is promised.',
  })
  responseDueAt?: Date | null;

  @Field(() => ImpactEnum, {
    nullable: true,
    description: 'Of canOpenIncident: the impact that would count, LOW for a test system.',
  })
  effectiveImpact?: Impact | null;

  @Field(() => [PlanType], { description: 'Plans the provider sells today under which it would be allowed.' })
  allowedByPlans!: readonly Plan[];
}
