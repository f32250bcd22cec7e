import { compareVersions, parseVersion } from '../../catalog/domain/version-number';
import { Channel, Entitlements, IMPACTS, Plan, ProductGrant } from '../../catalog/domain/plan';
import { grantsNoLess } from './channel-comparison';
import { coversWindows } from './window-comparison';
import { respondsNoLater } from './response-comparison';

/** Null is no limit. */
const LIMITS: Readonly<Record<string, (granted: Entitlements) => number | null>> = {
  'the number of support requests': (granted) => granted.maxIncidentsPerYear,
  'the number of named contacts': (granted) => granted.maxNamedContacts,
  'the number of satellites': (granted) => granted.maxSatellites,
  'included consulting': (granted) => granted.includedConsultingBlocks,
  'the discount on consulting': (granted) => granted.consultingDiscountPercent,
};

const FLAGS: Readonly<Record<string, (granted: Entitlements) => boolean>> = {
  'distributed setups': (granted) => granted.distributedSetup,
  'additional consulting': (granted) => granted.additionalConsulting,
  'support of test systems': (granted) => granted.testSystems,
};

/**
 * A change is an upgrade where nothing is lost: no limit, flag or target of the new plan is worse than the old one's.
 * Everything else is a downgrade, also where other things get better. Domain section 7.
 */
export function isUpgrade(from: Plan, to: Plan): boolean {
  return lossesOf(from, to).length === 0;
}

/**
 * Everything that is worse under the other plan, in plain English; empty for an upgrade. Names, notes and details of
 * features are words for people and count for nothing; nor do the terms of the contract.
 */
export function lossesOf(from: Plan, to: Plan): readonly string[] {
  const old = from.entitlements;
  const coming = to.entitlements;
  return [
    ...Object.keys(LIMITS).filter((what) => isLower(LIMITS[what]!(coming), LIMITS[what]!(old))),
    ...Object.keys(FLAGS).filter((what) => FLAGS[what]!(old) && !FLAGS[what]!(coming)),
    ...channels(from)
      .filter((channel) => !grantsNoLess(from, to, channel))
      .map((channel) => `the channel ${channel}`),
    ...(coversWindows(from, to) ? [] : ['the service window']),
    ...IMPACTS.filter((impact) => !respondsNoLater(from, to, impact)).map(
      (impact) => `the response time for impact ${impact}`,
    ),
    ...old.products.filter((product) => !coversProduct(coming, product)).map((product) => product.name),
    ...old.features.filter((feature) => feature.granted && !grantsFeature(coming, feature.code)).map(nameOf),
  ];
}

function isLower(one: number | null, other: number | null): boolean {
  return one !== null && (other === null || one < other);
}

function channels(plan: Plan): readonly Channel[] {
  return plan.entitlements.channels.map((grant) => grant.channel);
}

/** A lower minimum is better, and none is best. */
function coversProduct(coming: Entitlements, old: ProductGrant): boolean {
  const grant = coming.products.find((product) => product.code === old.code);
  if (grant === undefined) return false;
  if (grant.minimumVersion === null) return true;
  if (old.minimumVersion === null) return false;
  return compareVersions(numbersOf(grant.minimumVersion), numbersOf(old.minimumVersion)) <= 0;
}

function numbersOf(version: string): readonly number[] {
  const numbers = parseVersion(version);
  if (numbers === null) throw new RangeError(`not a version: ${version}`);
  return numbers;
}

function grantsFeature({ features }: Entitlements, code: string): boolean {
  return features.some((feature) => feature.granted && feature.code === code);
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
