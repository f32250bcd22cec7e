import { Noun } from '../../shared/domain/counted';
import type { HolidayRegion } from '../../calendar/public-holidays';
import type { WeeklyWindow } from '../../calendar/weekly-window';

export const IMPACTS = ['CRITICAL', 'MEDIUM', 'LOW'] as const;
export type Impact = (typeof IMPACTS)[number];

export const CHANNELS = ['EMAIL', 'PHONE', 'WEB'] as const;
export type Channel = (typeof CHANNELS)[number];

export const REGIONS = ['EUROPE', 'AMERICAS'] as const;
export type Region = (typeof REGIONS)[number];

/** A channel that the plan grants, and what it is granted for. */
export interface ChannelGrant {
  readonly channel: Channel;
  /** The impacts it may be used for; null: any. */
  readonly impacts: readonly Impact[] | null;
  /** Whether it is open inside the service windows only. */
  readonly insideWindowsOnly: boolean;
}

/**
 * Within what time the provider first responds. Either an amount of time on the clock of the service windows, or
 * the closing time of the n-th business day after the day of receipt.
 */
export interface ResponseTarget {
  /** Null: whatever the impact. */
  readonly impact: Impact | null;
  readonly workingMinutes: number | null;
  readonly businessDays: number | null;
}

export interface ProductGrant {
  readonly code: string;
  readonly name: string;
  /** The lowest version that is supported, such as "3"; null: any, or as the version policy says. */
  readonly minimumVersion: string | null;
}

/** Everything else that a plan grants or lacks; what API and frontends list and no rule reads. */
export interface PlanFeature {
  readonly code: string;
  readonly name: string;
  readonly granted: boolean;
  readonly detail: string | null;
}

/** Says of a value of the catalog that it is an assumption, and why: what the published offering leaves open. */
export interface CatalogNote {
  /** The value's place in the catalog file, below its provider or plan: `testSystems`, `terms.noticeDays`. */
  readonly about: string;
  readonly text: string;
}

/** Consulting is granted, ordered and booked in whole blocks. */
export const HOURS_PER_CONSULTING_BLOCK = 4;

/** What one version of a plan grants. Immutable once published. Limits: null is unlimited. */
export interface Entitlements {
  readonly maxIncidentsPerYear: number | null;
  readonly maxNamedContacts: number | null;
  readonly maxSatellites: number | null;
  /** Whether satellites are covered at all; where not, `maxSatellites` is 0. */
  readonly distributedSetup: boolean;
  /** Per contract year. */
  readonly includedConsultingBlocks: number;
  /** Whether further blocks may be ordered. */
  readonly additionalConsulting: boolean;
  readonly consultingDiscountPercent: number;
  readonly testSystems: boolean;
  readonly channels: readonly ChannelGrant[];
  readonly responseTargets: readonly ResponseTarget[];
  /** When support is reached and response time runs; empty: the plan promises none. */
  readonly serviceWindows: readonly WeeklyWindow[];
  /**
   * When second and third line are there too, inside the service windows; left out where the lines have no hours of
   * their own, as in every plan that was published before a catalog could say so.
   */
  readonly allLinesWindows?: readonly WeeklyWindow[];
  readonly products: readonly ProductGrant[];
  readonly features: readonly PlanFeature[];
  readonly notes: readonly CatalogNote[];
}

/**
 * One version of what a provider sells. Immutable once published: a contract keeps the version it was sold with, and with
 * it everything that was promised, the terms and the clock of the promises too. Domain section 1, Plan.
 */
export interface Plan {
  readonly id: string;
  readonly providerId: string;
  readonly code: string;
  readonly name: string;
  readonly version: number;
  /** IANA zone of all contract dates: order, activation, contract year, renewal, notice. */
  readonly timeZone: string;
  readonly terms: ContractTerms;
  readonly calendars: Readonly<Record<Region, RegionCalendar>>;
  readonly entitlements: Entitlements;
}

/** The plan as a message names it. */
export function planTitle({ name, version }: Plan): string {
  return `${name} version ${version}`;
}

/** Domain section 2, Terms. Days are calendar days in the provider's time zone. */
export interface ContractTerms {
  readonly minimumTermMonths: number;
  readonly noticeDays: number;
  readonly activationEarliestDays: number;
  readonly activationLatestDays: number;
  readonly activationDefaultDays: number;
  readonly contactsDueDays: number;
}

/** The clock on which a provider works for customers of a region. */
export interface RegionCalendar {
  readonly timeZone: string;
  /** Null: no public holidays are left out. */
  readonly holidays: HolidayRegion | null;
}

/** What the plan grants of a channel; undefined where it does not include the channel, or none is given. */
export function channelGrant(plan: Plan, channel: Channel | undefined): ChannelGrant | undefined {
  return plan.entitlements.channels.find((grant) => grant.channel === channel);
}

/** What the plan grants of a product, by its code; undefined where it does not cover the product, or none is given. */
export function productGrant(plan: Plan, code: string | undefined): ProductGrant | undefined {
  return plan.entitlements.products.find((grant) => grant.code === code);
}

/** What a plan grants a number of, as sentences call it. */
export const NAMED_CONTACT: Noun = { one: 'named contact', many: 'named contacts' };
export const SATELLITE: Noun = { one: 'satellite', many: 'satellites' };
export const INCLUDED_BLOCK: Noun = {
  one: 'included consulting block',
  many: 'included consulting blocks',
};

/** Whether one limit is smaller than the other, where null is none. */
export function isStricter(one: number | null, other: number | null): boolean {
  return one !== null && (other === null || one < other);
}

/** When all lines are there: the service windows, save where the catalog gives the lines hours of their own. */
export function allLinesWindows({ entitlements }: Plan): readonly WeeklyWindow[] {
  return entitlements.allLinesWindows ?? entitlements.serviceWindows;
}

/** The plan's promise for an impact; null where it makes none. */
export function responseTarget(plan: Plan, impact: Impact): ResponseTarget | null {
  const { responseTargets } = plan.entitlements;
  return responseTargets.find((target) => target.impact === null || target.impact === impact) ?? null;
}
