/** The numbers of a version, the major first: `9.1.3` is `[9, 1, 3]`. Never empty. */
export type VersionNumber = readonly number[];

/** Nine digits keep every number exact. */
const SHAPE = /^\d{1,9}(\.\d{1,9})*$/;

/** The numbers of a version such as `3`, `9.1` or `3.10.2`; null where the text is anything else. */
export function parseVersion(text: string): VersionNumber | null {
  return SHAPE.test(text) ? text.split('.').map(Number) : null;
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

/** Whether a version is not below a minimum (Domain section 5, solution); null where either is malformed. */
export function isAtLeast(version: string, minimum: string): boolean | null {
  const asked = parseVersion(version);
  const lowest = parseVersion(minimum);
  return asked === null || lowest === null ? null : compareVersions(asked, lowest) >= 0;
}
