import { LocalDate } from '../../shared/domain/local-date';
import { Release } from './provider';
import { compareVersions, isVersionOf, parseVersion, VersionNumber } from './version-number';

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
export function newestNamedBy(version: string, releases: readonly NumberedRelease[]): NumberedRelease | null {
  const prefix = parseVersion(version);
  return prefix === null ? null : newestOf(releases.filter((release) => isVersionOf(release.number, prefix)));
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
