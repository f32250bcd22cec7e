import { parseVersion } from '../domain/version-number';
import { CatalogFileEntries, PlanEntry, ProductEntry, ProviderEntry } from './catalog-file.schema';
import { planFaults } from './plan-rules';
import { below, repeated, RuleFault } from './rule-fault';
import { Part } from './well-formed-part';

type ProductParts = readonly (Part<ProductEntry> | undefined)[];

/** What the values of a catalog file have to do with each other, checked on those that are well-formed. */
export function catalogFaults(file: Part<CatalogFileEntries>): readonly RuleFault[] {
  const { provider, products = [], plans = [] } = file;
  const planCodes = plans.map((plan) => plan?.code);
  const ofPlan = (plan: Part<PlanEntry>) => [...planFaults(plan), ...unknownProducts(plan, products)];
  return [
    ...below(['provider', 'terms'], activationFaults(provider?.terms ?? {})),
    ...below(
      ['provider', 'texts'],
      repeated(
        (provider?.texts ?? []).map((text) => text?.code),
        'code',
      ),
    ),
    ...below(['products'], productFaults(products)),
    ...below(['plans'], repeated(planCodes, 'code')),
    ...plans.flatMap((plan, index) => below(['plans', index], ofPlan(plan ?? {}))),
  ];
}

/** Domain section 2, Activation: the earliest day, the day without a wish and the latest day are in this order. */
function activationFaults(terms: Part<ProviderEntry['terms']>): readonly RuleFault[] {
  const {
    activationEarliestDays: earliest,
    activationDefaultDays: usual,
    activationLatestDays: latest,
  } = terms;
  return [
    ...(isBelow(usual, earliest)
      ? [{ path: ['activationDefaultDays'], message: 'is below activationEarliestDays' }]
      : []),
    ...(isBelow(latest, usual)
      ? [{ path: ['activationLatestDays'], message: 'is below activationDefaultDays' }]
      : []),
  ];
}

function isBelow(days: number | undefined, least: number | undefined): boolean {
  return days !== undefined && least !== undefined && days < least;
}

function productFaults(products: ProductParts): readonly RuleFault[] {
  const codes = products.map((product) => product?.code);
  return [
    ...repeated(codes, 'code'),
    ...products.flatMap((product, index) => below([index, 'releases'], releaseFaults(product))),
  ];
}

/** `9.1.0` and `9.01.0` are the same version. */
function releaseFaults(product: ProductParts[number]): readonly RuleFault[] {
  const releases = product?.releases ?? [];
  const versions = releases.map((release) => parseVersion(release?.version ?? '')?.join('.'));
  return repeated(versions, 'version');
}

/** Checked only where every product's code is well-formed: a misspelt one would make its plans look wrong. */
function unknownProducts(plan: Part<PlanEntry>, products: ProductParts): readonly RuleFault[] {
  const known = products.map((product) => product?.code);
  if (known.length === 0 || known.includes(undefined)) return [];
  return (plan.products ?? []).flatMap((code, index) =>
    code === undefined || known.includes(code)
      ? []
      : [{ path: ['products', index], message: `names ${code}, which is not among the products` }],
  );
}
