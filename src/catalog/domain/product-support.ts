import { LocalDate } from '../../shared/domain/local-date';
import { ProductGrant } from './plan';
import { Provider } from './provider';
import { isAtLeast } from './version-number';
import { ProductSupport, productSupport } from './version-policy';

/**
 * Whether a version of a product that a plan covers is supported on a date: after the version policy where the provider
 * keeps a list of its releases, else from the lowest supported version on. Domain sections 2, 3 and 5 (solution).
 */
export function supportOfVersion(
  product: ProductGrant,
  provider: Pick<Provider, 'releases'>,
  version: string,
  on: LocalDate,
): ProductSupport {
  const known = provider.releases.find((entry) => entry.product === product.code);
  return known === undefined
    ? supportFromMinimum(product, version)
    : productSupport(known.releases, version, on);
}

function supportFromMinimum({ name, minimumVersion }: ProductGrant, version: string): ProductSupport {
  if (minimumVersion === null) return supported(`${name} is supported in every version.`);
  const support = `${name} is supported from version ${minimumVersion}`;
  const isEnough = isAtLeast(version, minimumVersion);
  if (isEnough === true) return supported(`${support}.`);
  return isEnough === false
    ? { ...NOT_SUPPORTED, reason: 'UNSUPPORTED', explanation: `${support}, not in ${version}.` }
    : {
        ...NOT_SUPPORTED,
        reason: 'UNKNOWN_VERSION',
        explanation: `${support}; write the version in numbers, such as 4.8.2.`,
      };
}

const NOT_SUPPORTED = { supported: false, until: null } as const;

function supported(explanation: string): ProductSupport {
  return { supported: true, reason: 'CURRENT_MAJOR', until: null, explanation };
}
