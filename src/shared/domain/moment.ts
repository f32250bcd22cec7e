import { decideNotAhead, refuseUnlessAllowed } from './decision';

/** An instant, and by when had been recorded what is taken into account of it. Domain section 8. */
export interface Moment {
  readonly at: Date;
  readonly knownAt: Date;
}

/** Arguments of the fields that can be read at any moment; null as left out. */
export interface MomentArgs {
  readonly at?: Date | null;
  readonly knownAt?: Date | null;
}

/**
 * The moment that is asked for; null where neither instant is given, which is the present. `at` left out is now. `knownAt`
 * left out is `at`, so that what is recorded later never changes the result, or now where `at` is to come.
 * Throws Refused (INVALID_INPUT) for a `knownAt` of more than 5 minutes ahead: what will be known then, nobody knows.
 */
export function momentOf({ at, knownAt }: MomentArgs, now: Date): Moment | null {
  if (at == null && knownAt == null) return null;
  if (knownAt != null) refuseUnlessAllowed([decideNotAhead(knownAt, now, ['knownAt'])]);
  const instant = at ?? now;
  return { at: instant, knownAt: knownAt ?? earlier(instant, now) };
}

/** The moment at an instant, past or to come, as it is known now. */
export function asKnownNow(at: Date, now: Date): Moment {
  return { at, knownAt: now };
}

/**
 * By when something has happened and by when it is known, of what is recorded when it happens: such a thing is neither
 * there before it happened nor known before it was recorded. Nulls for the present.
 */
export function happened(moment: Moment | null): readonly [Date, Date] | readonly [null, null] {
  return moment === null ? [null, null] : [earlier(moment.at, moment.knownAt), moment.knownAt];
}

/** The earlier of two instants. */
export function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

/** The later of two instants. */
export function later(one: Date, other: Date): Date {
  return one < other ? other : one;
}
