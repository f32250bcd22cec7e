import { z } from 'zod';
import { isKnownHolidayRegion } from '../../calendar/public-holidays';
import { CHANNELS, HOURS_PER_CONSULTING_BLOCK, IMPACTS } from '../domain/plan';
import {
  codeSchema,
  countSchema,
  dateSchema,
  emailSchema,
  limitSchema,
  mustBe,
  nameSchema,
  phoneSchema,
  referencePrefixSchema,
  releaseVersionSchema,
  sentenceSchema,
  timeZoneSchema,
  versionSchema,
  webAddressSchema,
} from './values.schema';

/** The days of a service window, in the order of the ISO weekdays. */
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

const MAX_DAYS = 3_650;
const MINUTES_A_YEAR = 525_600;
const daysSchema = z.int().min(0).max(MAX_DAYS);

/** A block whose values may be annotated: `notes` holds a sentence about any of them, by its key. */
function annotated<Shape extends z.ZodRawShape>(shape: Shape) {
  const notes = Object.keys(shape).map((key) => [key, sentenceSchema.optional()] as const);
  return z.strictObject({ ...shape, notes: z.strictObject(Object.fromEntries(notes)).optional() });
}

const holidayRegionSchema = z
  .strictObject({ country: z.string(), state: z.string().optional() })
  .refine(
    ({ country, state }) => isKnownHolidayRegion(country, state ?? null),
    'is a country or state whose public holidays are not known',
  );

const calendarSchema = annotated({
  timeZone: timeZoneSchema,
  holidays: z.union(
    [z.literal('none'), holidayRegionSchema],
    mustBe('the word none or a country with or without a state'),
  ),
});

const termsSchema = annotated({
  minimumTermMonths: z.int().min(1).max(120),
  noticeDays: daysSchema,
  activationEarliestDays: daysSchema.min(1),
  activationLatestDays: daysSchema,
  activationDefaultDays: daysSchema,
  contactsDueDays: daysSchema,
});

const supportAddressSchema = annotated({
  url: webAddressSchema.optional(),
  email: emailSchema.optional(),
  phone: phoneSchema.optional(),
});

const textSchema = z.strictObject({ code: codeSchema, title: nameSchema, text: sentenceSchema });

const providerSchema = annotated({
  code: codeSchema,
  name: nameSchema,
  timeZone: timeZoneSchema,
  referencePrefix: referencePrefixSchema,
  partnerCustomersStartAtLine: z.int().min(1).max(3),
  terms: termsSchema,
  calendars: z.strictObject({ EUROPE: calendarSchema, AMERICAS: calendarSchema }),
  support: supportAddressSchema.optional(),
  texts: z.array(textSchema).optional(),
});

const releaseSchema = z.strictObject({
  version: releaseVersionSchema,
  releasedOn: dateSchema,
  notesUrl: webAddressSchema.optional(),
});

const productSchema = annotated({
  code: codeSchema,
  name: nameSchema,
  minimumVersion: versionSchema.optional(),
  releases: z.array(releaseSchema).min(1).optional(),
  /** Whether the releases are made up, to be replaced. */
  sampleReleases: z.boolean().optional(),
}).refine(
  ({ minimumVersion, releases }) => minimumVersion === undefined || releases === undefined,
  'has a minimumVersion and releases: the version policy needs no minimum',
);

const channelSchema = z.strictObject({
  channel: z.enum(CHANNELS),
  impacts: z.union(
    [z.literal('any'), z.array(z.enum(IMPACTS)).min(1)],
    mustBe('a list of impacts or the word any'),
  ),
  insideWindowsOnly: z.boolean(),
});

const responseTargetSchema = z
  .strictObject({
    impact: z.enum(['any', ...IMPACTS]),
    workingMinutes: z.int().min(1).max(MINUTES_A_YEAR).optional(),
    businessDays: z.int().min(1).max(MAX_DAYS).optional(),
  })
  .refine(
    ({ workingMinutes, businessDays }) => (workingMinutes === undefined) !== (businessDays === undefined),
    'must have either workingMinutes or businessDays',
  );

const windowSchema = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1),
  opens: z.string(),
  closes: z.string(),
});

const featureSchema = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  granted: z.boolean(),
  detail: sentenceSchema.optional(),
});

const planSchema = annotated({
  code: codeSchema,
  name: nameSchema,
  maxIncidentsPerYear: limitSchema,
  maxNamedContacts: limitSchema,
  maxSatellites: limitSchema,
  distributedSetup: z.boolean(),
  includedConsultingHoursPerYear: countSchema.multipleOf(HOURS_PER_CONSULTING_BLOCK),
  additionalConsulting: z.boolean(),
  consultingDiscountPercent: z.int().min(0).max(100),
  testSystems: z.boolean(),
  channels: z.array(channelSchema),
  serviceWindows: z.array(windowSchema),
  allLinesWindows: z.array(windowSchema).min(1).optional(),
  responseTargets: z.array(responseTargetSchema),
  products: z.array(codeSchema),
  features: z.array(featureSchema),
});

/** The form of a catalog file, each value for itself. What several values have to do with each other is `catalog-rules.ts`. */
export const catalogFileSchema = z.strictObject({
  provider: providerSchema,
  products: z.array(productSchema).min(1),
  plans: z.array(planSchema).min(1),
});

export type CatalogFileEntries = z.output<typeof catalogFileSchema>;
export type ProviderEntry = CatalogFileEntries['provider'];
export type ProductEntry = CatalogFileEntries['products'][number];
export type PlanEntry = CatalogFileEntries['plans'][number];
export type WindowEntry = PlanEntry['serviceWindows'][number];
