import { Field, Int, ObjectType } from 'type-graphql';
import { NodeType } from '../../shared/graphql/node.type';
import { Entitlements, Impact } from '../domain/plan';
import { ImpactEnum } from './catalog.enums';

@ObjectType('ResponseTarget', {
  simpleResolvers: true,
  description:
    'Within what time the provider first responds: an amount on the clock of the service windows, or business days.',
})
export class ResponseTargetType {
  @Field(() => ImpactEnum, { nullable: true, description: 'For which impact; null: for any.' })
  impact!: Impact | null;

  @Field(() => Int, { nullable: true, description: 'Minutes inside the service windows.' })
  workingMinutes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'By the closing time of the business day that is this many days after the day of receipt.',
  })
  businessDays!: number | null;
}

@ObjectType('ServiceWindow', {
  simpleResolvers: true,
  description: 'A stretch of a weekday in which response time runs.',
})
export class ServiceWindowType {
  @Field(() => Int, { description: 'ISO weekday: 1 is Monday, 7 is Sunday.' })
  weekday!: number;

  @Field(() => String, { description: 'Local time at which it opens, "09:00".' })
  opens!: string;

  @Field(() => String, {
    description: 'Local time at which it closes, exclusive; "24:00" is the end of the day.',
  })
  closes!: string;
}

@ObjectType('PlanFeature', {
  simpleResolvers: true,
  description: 'Something that a plan grants or lacks, besides limits and targets.',
})
export class PlanFeatureType {
  @Field(() => String, { description: 'Stable code, made for programs.' })
  code!: string;

  @Field(() => String, { description: 'Name for people.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the plan grants it.' })
  granted!: boolean;

  @Field(() => String, { nullable: true, description: 'What exactly, where yes or no is not enough.' })
  detail!: string | null;
}

@ObjectType('Plan', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'One version of what a provider sells. It never changes; contracts keep the version they were sold with.',
})
export class PlanType extends NodeType {
  @Field(() => String, { description: 'Code within the provider: basic, standard, premium.' })
  code!: string;

  @Field(() => String, { description: 'Name for people.' })
  name!: string;

  @Field(() => Int, { description: 'Counted from 1; a changed plan is a new version.' })
  version!: number;

  providerId!: string;
  entitlements!: Entitlements;
}
