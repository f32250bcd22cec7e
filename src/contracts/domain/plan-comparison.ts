import { HolidayRegion } from '../../calendar/public-holidays';
import { coversWeek, wallIntervalsOf } from '../../calendar/weekly-window';
import {
  allLinesWindows,
  Channel,
  channelGrant,
  ChannelGrant,
  Entitlements,
  Impact,
  IMPACTS,
  isStricter,
  Plan,
  ProductGrant,
  RegionCalendar,
  REGIONS,
  ResponseTarget,
  responseTarget,
} from '../../catalog/domain/plan';
import { compareVersions, parseVersion } from '../../catalog/domain/version-number';

/** Null is no limit. */
const LIMITS: Readonly<Record<string, (granted: Entitlements) => number | null>> = {
  'the number of support requests': (granted) => granted.maxIncidentsPerYear,
  'the number of named contacts': (granted) => granted.maxNamedContacts,
  'the number of satellites': (granted) => granted.maxSatellites,
  'included consulting': (granted) => granted.includedConsultingBlocks,
  'the discount on consulting': (granted) => granted.consultingDiscountPercent,
};

const FLAGS: Readonly<Record<string, (granted: Entitlements) => boolean>> = {
  'distributed setups': (granted) => granted.distributedSetup,
  'additional consulting': (granted) => granted.additionalConsulting,
  'support of test systems': (granted) => granted.testSystems,
};

/**
 * A change is an upgrade where nothing is lost: no limit, flag or target of the new plan is worse than the old one's.
 * Everything else is a downgrade, also where other things get better. Domain section 7.
 */
export function isUpgrade(from: Plan, to: Plan): boolean {
  return lossesOf(from, to).length === 0;
}

/**
 * Everything that is worse under the other plan, in plain English; empty for an upgrade. Names, notes and details of
 * features are words for people and count for nothing; nor do the terms of the contract.
 */
export function lossesOf(from: Plan, to: Plan): readonly string[] {
  const old = from.entitlements;
  const coming = to.entitlements;
  return [
    ...Object.keys(LIMITS).filter((what) => isStricter(LIMITS[what]!(coming), LIMITS[what]!(old))),
    ...Object.keys(FLAGS).filter((what) => FLAGS[what]!(old) && !FLAGS[what]!(coming)),
    ...channels(from)
      .filter((channel) => !grantsNoLess(from, to, channel))
      .map((channel) => `the channel ${channel}`),
    ...(coversWindows(from, to) ? [] : ['the service window']),
    ...(coversAllLines(from, to) ? [] : ['the hours of second and third line']),
    ...IMPACTS.filter((impact) => !respondsNoLater(from, to, impact)).map(
      (impact) => `the response time for impact ${impact}`,
    ),
    ...old.products.filter((product) => !coversProduct(coming, product)).map((product) => product.name),
    ...old.features.filter((feature) => feature.granted && !grantsFeature(coming, feature.code)).map(nameOf),
  ];
}

function channels(plan: Plan): readonly Channel[] {
  return plan.entitlements.channels.map((grant) => grant.channel);
}

/** A lower minimum is better, and none is best. */
function coversProduct(coming: Entitlements, old: ProductGrant): boolean {
  const grant = coming.products.find((product) => product.code === old.code);
  if (grant === undefined) return false;
  if (grant.minimumVersion === null) return true;
  if (old.minimumVersion === null) return false;
  return compareVersions(numbersOf(grant.minimumVersion), numbersOf(old.minimumVersion)) <= 0;
}

function numbersOf(version: string): readonly number[] {
  const numbers = parseVersion(version);
  if (numbers === null) throw new RangeError(`not a version: ${version}`);
  return numbers;
}

function grantsFeature({ features }: Entitlements, code: string): boolean {
  return features.some((feature) => feature.granted && feature.code === code);
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

/** Whether the other plan grants the channel for every impact for which this one does, and is it open as long. */
function grantsNoLess(from: Plan, to: Plan, channel: Channel): boolean {
  const old = channelGrant(from, channel);
  const coming = channelGrant(to, channel);
  if (old === undefined) return true;
  if (coming === undefined) return false;
  const impactsStay = IMPACTS.every((impact) => !isFor(old, impact) || isFor(coming, impact));
  return impactsStay && (isOpenAlways(to, coming) || !isOpenAlways(from, old));
}

function isFor(grant: ChannelGrant, impact: (typeof IMPACTS)[number]): boolean {
  return grant.impacts === null || grant.impacts.includes(impact);
}

/** Two that are open inside the windows only are compared by the windows themselves. */
function isOpenAlways(plan: Plan, grant: ChannelGrant): boolean {
  return !grant.insideWindowsOnly || plan.entitlements.serviceWindows.length === 0;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** Whether the other plan is open whenever this one is, for customers of every region. */
function coversWindows(from: Plan, to: Plan): boolean {
  if (from.entitlements.serviceWindows.length === 0) return true;
  return (
    REGIONS.every((region) => coversDays(from.calendars[region], to.calendars[region])) &&
    coversWeek(to.entitlements.serviceWindows, from.entitlements.serviceWindows)
  );
}

/**
 * Whether second and third line of the other plan are there whenever this one's are. Where neither plan gives them hours
 * of their own, the service window says it already; as it does of zones and holidays.
 */
function coversAllLines(from: Plan, to: Plan): boolean {
  const plans = [from, to];
  if (plans.every((plan) => plan.entitlements.allLinesWindows === undefined)) return true;
  return coversWeek(allLinesWindows(to), allLinesWindows(from));
}

/** Windows on the clocks of different zones are not compared: one of the two is open when the other is not. */
function coversDays(from: RegionCalendar, to: RegionCalendar): boolean {
  return from.timeZone === to.timeZone && (to.holidays === null || isSame(from.holidays, to.holidays));
}

function isSame(one: HolidayRegion | null, other: HolidayRegion): boolean {
  return one !== null && one.country === other.country && one.state === other.state;
}

/** Minutes that the plan is open on each weekday on which it opens at all, as the wall clock shows them. */
function minutesOfOpenDays(plan: Plan): readonly number[] {
  return WEEKDAYS.map((weekday) => wallIntervalsOf(plan.entitlements.serviceWindows, weekday))
    .filter((intervals) => intervals.length > 0)
    .map((intervals) => intervals.reduce((sum, { from, to }) => sum + to - from, 0));
}

/** A day on which the clocks change may be open for an hour more or less than the wall clock shows. */
const CHANGE_OF_CLOCKS_MINUTES = 60;

/**
 * Whether the other plan's target for the impact is no worse. No target is the worst. Amounts of the same kind are
 * compared as they are; of different kinds, so that no request could be due later, where the windows are no smaller.
 */
function respondsNoLater(from: Plan, to: Plan, impact: Impact): boolean {
  const old = promiseOf(from, impact);
  const coming = promiseOf(to, impact);
  if (old === null) return true;
  if (coming === null) return false;
  if (old.workingMinutes !== null && coming.workingMinutes !== null)
    return coming.workingMinutes <= old.workingMinutes;
  if (old.businessDays !== null && coming.businessDays !== null)
    return coming.businessDays <= old.businessDays;
  return old.businessDays !== null
    ? coming.workingMinutes! <= leastMinutes(from, old.businessDays)
    : mostMinutes(from, coming.businessDays!) <= old.workingMinutes!;
}

/** Without windows response time never runs, and nothing is promised. */
function promiseOf(plan: Plan, impact: Impact): ResponseTarget | null {
  return plan.entitlements.serviceWindows.length === 0 ? null : responseTarget(plan, impact);
}

/** Received just before closing, a request is due after n whole business days and no sooner. */
function leastMinutes(plan: Plan, businessDays: number): number {
  return businessDays * Math.min(...minutesOfOpenDays(plan)) - CHANGE_OF_CLOCKS_MINUTES;
}

/** Received at opening, it is due after the day of receipt and n more. */
function mostMinutes(plan: Plan, businessDays: number): number {
  return (businessDays + 1) * Math.max(...minutesOfOpenDays(plan)) + CHANGE_OF_CLOCKS_MINUTES;
}
