import { LocalDate } from '../../shared/domain/local-date';
import { ProductGrant } from './plan';
import { Provider } from './provider';
import { isAtLeast, parseVersion, readVersion, Version } from './version-number';
import { ProductSupport, productSupport } from './version-policy';

/**
 * Whether a version of a product that a plan covers is supported on a date: after the version policy where the provider
 * keeps a list of its releases, else from the lowest supported version on. UNKNOWN_VERSION for a text that is no version.
 * Domain sections 2, 3, 5 (solution) and 10.
 */
export function supportOfVersion(
  product: ProductGrant,
  provider: Pick<Provider, 'releases'>,
  text: string,
  on: LocalDate,
): ProductSupport {
  const version = readVersion(text);
  if (version === null) return unreadable(text);
  const known = provider.releases.find((entry) => entry.product === product.code);
  return known === undefined
    ? supportFromMinimum(product, version, text)
    : productSupport(known.releases, text, on);
}

/** What is said of a text that is no version, wherever one is asked for. */
export function unreadableVersion(text: string): string {
  return `${JSON.stringify(text)} cannot be read as a version; write it in numbers, such as 4.8.2, v4.8 or 4.8 SP1.`;
}

function unreadable(text: string): ProductSupport {
  return { ...NOT_SUPPORTED, reason: 'UNKNOWN_VERSION', explanation: unreadableVersion(text) };
}

function supportFromMinimum(
  { name, minimumVersion }: ProductGrant,
  version: Version,
  text: string,
): ProductSupport {
  if (minimumVersion === null) return supported(`${name} is supported in every version.`);
  const support = `${name} is supported from version ${minimumVersion}`;
  const minimum = parseVersion(minimumVersion);
  if (minimum === null) throw new RangeError(`not a version: ${minimumVersion}`);
  if (isAtLeast(version, minimum)) return supported(`${support}.`);
  return { ...NOT_SUPPORTED, reason: 'UNSUPPORTED', explanation: `${support}, not in ${text}.` };
}

const NOT_SUPPORTED = { supported: false, until: null } as const;

function supported(explanation: string): ProductSupport {
  return { supported: true, reason: 'CURRENT_MAJOR', until: null, explanation };
}
