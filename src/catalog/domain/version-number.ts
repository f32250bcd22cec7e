/** The numbers of a version, the major first: `9.1.3` is `[9, 1, 3]`. Never empty. */
export type VersionNumber = readonly number[];

/** A version as people and packages write it, once it is read. */
export interface Version {
  readonly number: VersionNumber;
  /** Comes before the release of its number, and is not it: -alpha, -beta, -rc. */
  readonly isPreRelease: boolean;
}

/**
 * What comes before the numbers: the epoch of a Debian package, the word, a v. Nine digits keep every number exact.
 */
const SHAPE = /^(?:\d{1,9}:)?(?:version\s*|v\.?\s*)?(\d{1,9}(?:\.\d{1,9})*)(.*)$/;
const PRE_RELEASE =
  /^[\s._~-]?(?:alpha|beta|rc|pre|preview|dev|snapshot|milestone)(?:[\s._-]?\d+)*(?:[+~-][a-z0-9.+~_-]+)?$/;
/** What leaves the version what its numbers say: a service pack, a build, a revision of a package. */
const SAME_VERSION = [
  /^[\s._-]?(?:sp|service pack|update|patch|hotfix|build|release|rev|r|p|lts|ga|final)(?:[\s._-]?\d+)*$/,
  /^-\d[a-z0-9.+~_]*$/,
  /^[+~][a-z0-9][a-z0-9.+~_-]*$/,
  /^\s?\([^()]*\)$/,
];

/**
 * A version such as `3`, `v9.1`, `4.8 SP1`, `4.8.2-1`, `4.8.2+deb12` or `9.2.0-rc1`; null where it cannot be read.
 * Domain section 10.
 */
export function readVersion(text: string): Version | null {
  const [, numbers, rest] = SHAPE.exec(text.normalize('NFKC').trim().toLowerCase()) ?? [];
  if (numbers === undefined || rest === undefined) return null;
  const number = numbers.split('.').map(Number);
  if (PRE_RELEASE.test(rest)) return { number, isPreRelease: true };
  return rest === '' || SAME_VERSION.some((shape) => shape.test(rest))
    ? { number, isPreRelease: false }
    : null;
}

const NUMBERS_ONLY = /^\d{1,9}(\.\d{1,9})*$/;

/** The numbers of a version as a catalog file writes it, such as `3` or `3.10.2`; null where the text is anything else. */
export function parseVersion(text: string): VersionNumber | null {
  return NUMBERS_ONLY.test(text) ? text.split('.').map(Number) : null;
}

/** Below 0 where `one` is the lower version, above 0 where it is the higher. Missing numbers count as 0: `3` equals `3.0.0`. */
export function compareVersions(one: VersionNumber, other: VersionNumber): number {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` is `prefix` or one of the versions below it: `9.1.3` is of `9.1` and of `9`, `9.10.0` is not of `9.1`. */
export function isVersionOf(version: VersionNumber, prefix: VersionNumber): boolean {
  return prefix.length <= version.length && prefix.every((number, index) => number === version[index]);
}

/** Whether a version is not below a minimum, which a pre-release of that minimum is. Domain sections 5 (solution) and 10. */
export function isAtLeast({ number, isPreRelease }: Version, minimum: VersionNumber): boolean {
  const difference = compareVersions(number, minimum);
  return isPreRelease ? difference > 0 : difference >= 0;
}
