import { Field, ObjectType } from 'type-graphql';
import { Plan } from '../../catalog/domain/plan';
import { PlanType } from '../../catalog/graphql/plan.type';
import { LocalDate } from '../../shared/domain/local-date';
import { DateTimeScalar, LocalDateScalar } from '../../shared/graphql/scalars';
import { NoticeParty } from '../domain/notice';
import { NoticePartyEnum } from './contract.enums';

@ObjectType('Notice', { simpleResolvers: true, description: 'A notice of one party that is in force.' })
export class NoticeType {
  @Field(() => NoticePartyEnum, { description: 'Who gave it.' })
  party!: NoticeParty;

  @Field(() => DateTimeScalar, { description: 'When it was received; its day decides about the end.' })
  receivedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt!: Date;

  @Field(() => LocalDateScalar, {
    description: 'The first day on which the contract would be over by this notice alone.',
  })
  endsOn!: LocalDate;

  @Field(() => String, {
    nullable: true,
    description: 'Why; a key of role CUSTOMER sees no reason of the provider’s own notice.',
  })
  reason!: string | null;
}

@ObjectType('ScheduledPlanChange', { simpleResolvers: true, description: 'A change of plan to come.' })
export class ScheduledPlanChangeType {
  @Field(() => PlanType, { description: 'The plan to which it leads.' })
  plan!: Plan;

  @Field(() => LocalDateScalar, { description: 'From which day it counts, in the provider’s time zone.' })
  effectiveOn!: LocalDate;

  @Field(() => DateTimeScalar, { description: 'When it was recorded here.' })
  recordedAt!: Date;
}

@ObjectType('Suspension', { simpleResolvers: true, description: 'A suspension by the provider that lasts.' })
export class SuspensionType {
  @Field(() => DateTimeScalar, { description: 'From when on.' })
  since!: Date;

  @Field(() => String, { description: 'Which obligation is not met.' })
  reason!: string;
}
