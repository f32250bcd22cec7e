import { Field, Int, ObjectType } from 'type-graphql';
import { Channel, Impact } from '../domain/plan';
import { ChannelEnum, ImpactEnum } from './catalog.enums';
import { ServiceWindowType } from './plan.type';

@ObjectType('PlanTerms', {
  simpleResolvers: true,
  description: 'The terms of a contract on the plan. Days are calendar days in the provider’s time zone.',
})
export class PlanTermsType {
  @Field(() => Int, { description: 'The shortest term; a contract renews by itself for its term.' })
  minimumTermMonths!: number;

  @Field(() => Int, { description: 'Notice is to arrive at least so many days before the renewal date.' })
  noticeDays!: number;

  @Field(() => Int, {
    description: 'The first day, after the order, that may be asked for as activation date.',
  })
  activationFromDays!: number;

  @Field(() => Int, {
    description: 'The last day, after the order, that may be asked for as activation date.',
  })
  activationToDays!: number;

  @Field(() => Int, { description: 'The activation date, in days after the order, where none is asked for.' })
  activationDefaultDays!: number;

  @Field(() => Int, { description: 'Within how many days after the order the first contact is to be named.' })
  firstContactWithinDays!: number;
}

@ObjectType('ChannelTerms', {
  simpleResolvers: true,
  description: 'A channel by which support requests are taken, and for what it is open.',
})
export class ChannelTermsType {
  @Field(() => ChannelEnum, { description: 'The channel.' })
  channel!: Channel;

  @Field(() => [ImpactEnum], { description: 'The impacts for which it is open.' })
  impacts!: readonly Impact[];

  @Field(() => Boolean, { description: 'Whether it is open inside the service windows only.' })
  insideServiceWindowOnly!: boolean;
}

@ObjectType('SupportLines', {
  simpleResolvers: true,
  description: 'When which lines of support are there, on the clock of the region; empty: never promised.',
})
export class SupportLinesType {
  @Field(() => [ServiceWindowType], {
    description: 'When the first line is there, alone or with all others.',
  })
  firstLine!: readonly ServiceWindowType[];

  @Field(() => [ServiceWindowType], { description: 'When second and third line are there too.' })
  allLines!: readonly ServiceWindowType[];
}
