import { addMonths, LocalDate } from '../../shared/domain/local-date';
import { Release } from './provider';
import { compareVersions, isVersionOf, parseVersion, readVersion, VersionNumber } from './version-number';

/** As what a version is supported, or that it is not. */
export const PRODUCT_SUPPORT_REASONS = [
  'CURRENT_MAJOR',
  'LATEST_OF_PREVIOUS_MAJOR',
  'WITHIN_FIRST_YEAR',
  'UNSUPPORTED',
  'UNKNOWN_VERSION',
] as const;
export type ProductSupportReason = (typeof PRODUCT_SUPPORT_REASONS)[number];

export interface ProductSupport {
  readonly supported: boolean;
  readonly reason: ProductSupportReason;
  /**
   * The first day without support if nothing more were released after the day asked about; null where the version is
   * not supported, and for the current release, which then stays supported.
   */
  readonly until: LocalDate | null;
  /** Plain English: the clause that decides, and its dates. */
  readonly explanation: string;
}

/** A clause of the policy that applies to a release: it supports it on every day before `until`, without one on any day. */
interface Clause {
  readonly reason: ProductSupportReason;
  readonly until: LocalDate | null;
  readonly why: string;
}

const MAJOR_MONTHS = 24;
const MAJOR_AT_LEAST_MONTHS = 12;
const LATEST_OF_PREVIOUS_MONTHS = 24;

/**
 * Whether a version is supported on a date, as what, until when and why. Domain section 3, Version policy.
 *
 * Let I be the initial release of a major M, and N that of the first major above it. M is supported on [I, E) with
 * E = max(I + 1 year, min(I + 2 years, N)); the newest release of the major below the current one is supported until
 * 2 years after its own release, whichever lets it run longer. The current release is supported as long as it is the
 * current one: a major that no new one replaces in 2 years must not leave its customers without any supported version.
 *
 * Decided on what is out on that date alone: a release announced for later changes nothing, so the result for a date
 * stays as it is when releases are added after it. `9` and `9.1` ask about the newest release that they name.
 *
 * Dates are calendar dates of the provider; a year after 29 February is 28 February where the year has no 29th.
 */
export function productSupport(releases: readonly Release[], version: string, on: LocalDate): ProductSupport {
  const last = lastComputed.get(releases);
  if (last !== undefined && last.version === version && last.on === on) return last.support;
  const support = computeSupport(releases, version, on);
  lastComputed.set(releases, { version, on, support });
  return support;
}

interface Computed {
  readonly version: string;
  readonly on: LocalDate;
  readonly support: ProductSupport;
}

// A decision asks the same of one plan after the other, to say which of them would help.
const lastComputed = new WeakMap<readonly Release[], Computed>();

function computeSupport(releases: readonly Release[], version: string, on: LocalDate): ProductSupport {
  const released = releasedBy(releases, on);
  const read = readVersion(version);
  if (read?.isPreRelease) {
    const explanation = `${version} comes before the release ${read.number.join('.')} and is not it; releases are supported, what comes before them is not.`;
    return { supported: false, reason: 'UNSUPPORTED', until: null, explanation };
  }
  const asked = read && newestOfPrefix(read.number, released);
  if (asked === null) {
    const explanation = `No release ${version} is known that was out on ${on}.`;
    return { supported: false, reason: 'UNKNOWN_VERSION', until: null, explanation };
  }
  const clauses = clausesFor(asked, released);
  const holding = clauses.find(({ until }) => until === null || on < until);
  if (holding === undefined) {
    const explanation = `${asked.version} is not supported on ${on}: ${clauses.map(ended).join('; ')}. The current release is ${newestOf(released)?.version}.`;
    return { supported: false, reason: 'UNSUPPORTED', until: null, explanation };
  }
  const howLong = holding.until === null ? '' : ` until ${holding.until}, that day not included`;
  const explanation = `${asked.version} is supported${howLong}: ${holding.why}.`;
  return { supported: true, reason: holding.reason, until: holding.until, explanation };
}

/** The clauses that apply to a release, the one that ends last first. */
function clausesFor(asked: NumberedRelease, released: readonly NumberedRelease[]): readonly Clause[] {
  const currentMajor = Math.max(...released.map(majorOf));
  if (asked === newestOf(released)) return [CURRENT_RELEASE];
  if (majorOf(asked) === currentMajor) return [currentMajorClause(asked, released)];
  const previous = newestOf(released.filter((release) => majorOf(release) !== currentMajor));
  const firstYear = firstYearClause(asked, released, currentMajor);
  return asked === previous ? [latestOfPreviousClause(asked), firstYear] : [firstYear];
}

const CURRENT_RELEASE: Clause = {
  reason: 'CURRENT_MAJOR',
  until: null,
  why: 'it is the current release, which is supported for as long as it is',
};

function currentMajorClause(asked: NumberedRelease, released: readonly NumberedRelease[]): Clause {
  const initial = initialReleaseOf(majorOf(asked), released);
  return {
    reason: 'CURRENT_MAJOR',
    until: addMonths(initial, MAJOR_MONTHS),
    why: `${majorOf(asked)} is the current major, supported for 2 years from its initial release on ${initial}, or until a new major is released`,
  };
}

function latestOfPreviousClause(asked: NumberedRelease): Clause {
  return {
    reason: 'LATEST_OF_PREVIOUS_MAJOR',
    until: addMonths(asked.releasedOn, LATEST_OF_PREVIOUS_MONTHS),
    why: `it is the latest version of the previous major, supported for 2 years from its own release on ${asked.releasedOn}`,
  };
}

function firstYearClause(
  asked: NumberedRelease,
  released: readonly NumberedRelease[],
  currentMajor: number,
): Clause {
  const initial = initialReleaseOf(majorOf(asked), released);
  return {
    reason: 'WITHIN_FIRST_YEAR',
    until: addMonths(initial, MAJOR_AT_LEAST_MONTHS),
    why: `major ${currentMajor} has replaced major ${majorOf(asked)}, which is supported for at least 1 year from its initial release on ${initial}`,
  };
}

function ended(clause: Clause): string {
  return `${clause.why} (support ended on ${clause.until})`;
}

/** A release together with the numbers of its version. */
export interface NumberedRelease extends Release {
  readonly number: VersionNumber;
}

/**
 * The releases that are out on a date: one is out from the day of its release on.
 * Throws RangeError where a version is malformed, which the reader of catalog files lets through nowhere.
 */
export function releasedBy(releases: readonly Release[], on: LocalDate): readonly NumberedRelease[] {
  return releases.filter((release) => release.releasedOn <= on).map(numbered);
}

/** The major of a release: the first number of its version. */
export function majorOf(release: NumberedRelease): number {
  return release.number[0]!;
}

/**
 * The release with the highest version, whatever its date: a repair to an old minor that comes out after a new minor
 * is not the newest. Null where there is none.
 */
export function newestOf(releases: readonly NumberedRelease[]): NumberedRelease | null {
  return releases.reduce<NumberedRelease | null>(
    (newest, release) =>
      newest === null || compareVersions(release.number, newest.number) > 0 ? release : newest,
    null,
  );
}

/** The newest release that a version names: itself for `9.1.3`, the newest micro of it for `9.1` and `9`. Null: none. */
function newestOfPrefix(prefix: VersionNumber, releases: readonly NumberedRelease[]): NumberedRelease | null {
  return newestOf(releases.filter((release) => isVersionOf(release.number, prefix)));
}

/** The date of the first release of a major. Expects at least one of it. */
export function initialReleaseOf(major: number, releases: readonly NumberedRelease[]): LocalDate {
  const dates = releases.filter((release) => majorOf(release) === major).map((release) => release.releasedOn);
  return dates.reduce((earliest, date) => (date < earliest ? date : earliest));
}

function numbered(release: Release): NumberedRelease {
  const known = numberedReleases.get(release);
  if (known !== undefined) return known;
  const number = parseVersion(release.version);
  if (number === null) throw new RangeError(`not a version: ${release.version}`);
  const made = { ...release, number };
  numberedReleases.set(release, made);
  return made;
}

// Every question about a version looks at every release of its product, which is read but once.
const numberedReleases = new WeakMap<Release, NumberedRelease>();
