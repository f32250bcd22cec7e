import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Channel, Impact } from '../../catalog/domain/plan';
import { ChannelEnum, ImpactEnum } from '../../catalog/graphql/catalog.enums';
import { PageArgs } from '../../shared/graphql/connection.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { IncidentStatus } from '../domain/incident-life';
import { IncidentOrder } from '../persistence/incidents-page';
import { IncidentOrderEnum, IncidentStatusEnum } from './incident.enums';

@InputType('IncidentFilter', { description: 'Which incidents to list; every condition given must hold.' })
export class IncidentFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Any part of the reference or of the code of the product, upper or lower case; below three letters the whole or its beginning. What matches as a whole comes first, then what begins with it, then all others; `orderBy` orders each of these.',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only incidents of this Contract.' })
  contractId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only incidents of contracts of this Customer.' })
  customerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only incidents of contracts with this provider: it-novum, op5.',
  })
  providerCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only incidents that were received under a plan of this code: basic, standard, premium.',
  })
  planCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only incidents that this NamedContact submitted.' })
  contactId?: string | null;

  @Field(() => IncidentStatusEnum, { nullable: true, description: 'Only incidents that stand so now.' })
  status?: IncidentStatus | null;

  @Field(() => [IncidentStatusEnum], {
    nullable: true,
    description: 'Only incidents that stand in one of these ways now; at least one.',
  })
  statuses?: IncidentStatus[] | null;

  @Field(() => ImpactEnum, { nullable: true, description: 'Only incidents of this impact.' })
  impact?: Impact | null;

  @Field(() => ChannelEnum, { nullable: true, description: 'Only incidents that came by this channel.' })
  channel?: Channel | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Only incidents that are with this line of support: 1, 2 or 3.',
  })
  supportLine?: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Only incidents received at this instant or later.',
  })
  receivedFrom?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Only incidents received before this instant.',
  })
  receivedBefore?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Only incidents whose first response is, or was, due before this instant; those without a promise are left out.',
  })
  responseDueBefore?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only those whose first response was due before now and has not come (true), or only the others (false).',
  })
  responseOverdue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only those whose first response came in time (true) or late (false); those without a response or a promise are neither.',
  })
  responseMet?: boolean | null;
}

@ArgsType()
export class IncidentsArgs extends PageArgs {
  @Field(() => IncidentFilterInput, {
    nullable: true,
    description: 'Which incidents to list; all where left out.',
  })
  filter?: IncidentFilterInput | null;

  @Field(() => IncidentOrderEnum, {
    nullable: true,
    defaultValue: 'RECORDED',
    description: 'In which order; a cursor belongs to the order it was given out in.',
  })
  orderBy!: IncidentOrder | null;
}
