import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import { checkedByType, ChecksArguments } from '../../shared/graphql/argument-check';
import { allLinesWindows, IMPACTS, Plan, Region } from '../domain/plan';
import { RegionEnum } from './catalog.enums';
import { ChannelTermsType, PlanTermsType, SupportLinesType } from './plan-terms.type';
import { PlanType } from './plan.type';

const OF_REGION = {
  nullable: true,
  description: 'Of the customer, on whose clock support works; EUROPE where left out.',
} as const;

@Resolver(() => PlanType)
export class PlanTermsFields {
  @FieldResolver(() => PlanTermsType, { description: 'Term, notice, activation and the first contact.' })
  terms(@Root() { terms }: Plan): PlanTermsType {
    return {
      minimumTermMonths: terms.minimumTermMonths,
      noticeDays: terms.noticeDays,
      activationFromDays: terms.activationEarliestDays,
      activationToDays: terms.activationLatestDays,
      activationDefaultDays: terms.activationDefaultDays,
      firstContactWithinDays: terms.contactsDueDays,
    };
  }

  @FieldResolver(() => [ChannelTermsType], {
    description: 'Channels by which support requests are taken, each with what it is open for.',
  })
  channelTerms(@Root() { entitlements }: Plan): readonly ChannelTermsType[] {
    return entitlements.channels.map(({ channel, impacts, insideWindowsOnly }) => ({
      channel,
      impacts: impacts ?? IMPACTS,
      insideServiceWindowOnly: insideWindowsOnly,
    }));
  }

  @ChecksArguments(checkedByType)
  @FieldResolver(() => SupportLinesType, {
    description:
      'When which lines of support are there; the hours of a week are the same in every region, the clock is not.',
  })
  supportLines(
    @Root() plan: Plan,
    @Arg('region', () => RegionEnum, OF_REGION) _region: Region | null,
  ): SupportLinesType {
    return { firstLine: plan.entitlements.serviceWindows, allLines: allLinesWindows(plan) };
  }

  @ChecksArguments(checkedByType)
  @FieldResolver(() => String, {
    description: 'IANA zone of the clock on which service windows, business days and response times run.',
  })
  timeZone(@Root() plan: Plan, @Arg('region', () => RegionEnum, OF_REGION) region: Region | null): string {
    return plan.calendars[region ?? 'EUROPE'].timeZone;
  }
}
