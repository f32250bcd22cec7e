import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { checkedByType, ChecksArguments } from '../../shared/graphql/argument-check';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { RequestContext } from '../request-context';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { Channel, Impact, Plan, Region } from '../domain/plan';
import { planFeatures } from '../domain/plan-features';
import { responseDueAt } from '../domain/service-hours';
import { SellingProvider } from '../persistence/catalog';
import { ChannelEnum, ImpactEnum, RegionEnum } from './catalog.enums';
import { PlanFeatureType, PlanType, ResponseTargetType, ServiceWindowType } from './plan.type';
import { ProviderType } from './provider.type';

@Resolver(() => PlanType)
export class PlanResolvers {
  @Query(() => PlanType, { nullable: true, description: 'One version of a plan; null where there is none.' })
  plan(
    @Arg('id', () => ID, { description: 'Id of a Plan.' }) id: string,
    @Ctx() { catalog }: RequestContext,
  ): Promise<Plan | null> {
    return catalog.findPlan(fromGlobalId('Plan', id, 'id'));
  }

  @FieldResolver(() => ProviderType, { description: 'Who sells it.' })
  provider(@Root() plan: Plan, @Ctx() { catalog }: RequestContext): Promise<SellingProvider> {
    return catalog.provider(plan.providerId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Support requests per contract year; null: unlimited.',
  })
  maxIncidentsPerYear(@Root() plan: Plan): number | null {
    return plan.entitlements.maxIncidentsPerYear;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Named contacts at a time; null: unlimited.' })
  maxNamedContacts(@Root() plan: Plan): number | null {
    return plan.entitlements.maxNamedContacts;
  }

  @FieldResolver(() => Int, {
    description: 'Hours of consulting included per contract year, in whole blocks of 4.',
  })
  consultingHoursPerYear(@Root() plan: Plan): number {
    return plan.entitlements.includedConsultingBlocks * 4;
  }

  @FieldResolver(() => Int, { description: 'Percent off the list price of additional consulting.' })
  consultingDiscountPercent(@Root() plan: Plan): number {
    return plan.entitlements.consultingDiscountPercent;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Satellites at a time; null: unlimited.' })
  maxSatellites(@Root() plan: Plan): number | null {
    return plan.entitlements.maxSatellites;
  }

  @FieldResolver(() => [ChannelEnum], { description: 'Channels by which support requests are taken.' })
  channels(@Root() plan: Plan): Channel[] {
    return plan.entitlements.channels.map((grant) => grant.channel);
  }

  @FieldResolver(() => [ResponseTargetType], {
    description: 'What is promised of the first response; empty: nothing.',
  })
  responseTargets(@Root() plan: Plan): readonly ResponseTargetType[] {
    return plan.entitlements.responseTargets;
  }

  @FieldResolver(() => [ServiceWindowType], {
    description:
      'When support is reached and response time runs, on the clock of the customer’s region; empty: never promised.',
  })
  serviceWindows(@Root() plan: Plan): readonly ServiceWindowType[] {
    return plan.entitlements.serviceWindows;
  }

  @FieldResolver(() => [PlanFeatureType], { description: 'Everything else that the plan grants or lacks.' })
  features(@Root() plan: Plan): readonly PlanFeatureType[] {
    return planFeatures(plan);
  }

  @ChecksArguments(checkedByType)
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'By when the first response to a request would be promised; null: the plan promises none.',
  })
  responseDueAt(
    @Root() plan: Plan,
    @Arg('impact', () => ImpactEnum, { description: 'The impact that counts.' }) impact: Impact,
    @Arg('receivedAt', () => DateTimeScalar, { description: 'When the request is received.' })
    receivedAt: Date,
    @Arg('region', () => RegionEnum, {
      nullable: true,
      description: 'Of the customer, on whose clock support works; EUROPE where left out.',
    })
    region: Region | null,
  ): Date | null {
    return responseDueAt(plan, region ?? 'EUROPE', impact, receivedAt);
  }
}
