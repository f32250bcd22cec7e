import { IANAZone } from 'luxon';
import { z } from 'zod';
import { parseLocalDate } from '../../shared/domain/local-date';
import { isFilledIn, isOneLine } from '../../shared/domain/text';
import { parseVersion } from '../domain/version-number';

const MAX_COUNT = 1_000_000;
const MAX_NAME = 200;
const MAX_SENTENCE = 1_000;

/** A schema's message for a value of the wrong kind; of a value that is not there it says that instead. */
export function mustBe(what: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => (input === undefined ? 'is missing' : `must be ${what}`) };
}

function textUpTo(length: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(length)
    .normalize('NFC')
    .refine((text) => text === '' || isFilledIn(text), 'must not be empty')
    .refine(isOneLine, 'must not contain control characters or line breaks');
}

export const nameSchema = textUpTo(MAX_NAME);

export const sentenceSchema = textUpTo(MAX_SENTENCE);

export const codeSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens between them');

export const referencePrefixSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'must be 2 to 10 capital letters and digits, a letter first');

export const countSchema = z.int().min(0).max(MAX_COUNT);

export const limitSchema = z.union(
  [z.literal('unlimited'), countSchema],
  mustBe(`a whole number from 0 to ${MAX_COUNT} or the word unlimited`),
);

export const timeZoneSchema = z
  .string()
  .refine((zone) => IANAZone.isValidZone(zone), 'must be an IANA time zone, such as Europe/Berlin');

export const dateSchema = z
  .string()
  .refine((text) => parseLocalDate(text) !== null, 'must be a date that exists, as 2026-02-28');

export const versionSchema = z
  .string()
  .refine((text) => parseVersion(text) !== null, "must be numbers with dots between, as '3' or '3.10'");

export const releaseVersionSchema = z
  .string()
  .refine((text) => parseVersion(text)?.length === 3, "must be major, minor and micro, as '9.1.3'");

export const webAddressSchema = z
  .url({ protocol: /^https?$/, error: 'must be a web address, as https://example.com/support' })
  .max(500);

export const emailSchema = z.email('must be an email address, as support@example.com').max(254);

export const phoneSchema = textUpTo(50);
