import { Plan, PlanFeature, ProductGrant } from './plan';

/**
 * All that the plan grants or lacks besides limits, channels and targets: what its catalog file lists, what the rules
 * read as yes or no, and the products. Codes never change. Domain sections 2 and 3.
 */
export function planFeatures({ entitlements }: Plan): readonly PlanFeature[] {
  const { testSystems, distributedSetup, additionalConsulting, products, features } = entitlements;
  return [
    ...products.map(productFeature),
    flag('test-systems', 'Requests for test systems', testSystems, 'Always at impact LOW.'),
    flag('distributed-setup', 'Distributed setups', distributedSetup, null),
    flag(
      'additional-consulting',
      'Additional consulting',
      additionalConsulting,
      'In whole blocks of 4 hours.',
    ),
    ...features,
  ];
}

function flag(code: string, name: string, granted: boolean, detail: string | null): PlanFeature {
  return { code, name, granted, detail: granted ? detail : null };
}

function productFeature({ code, name, minimumVersion }: ProductGrant): PlanFeature {
  const detail = minimumVersion === null ? null : `From version ${minimumVersion}.`;
  return { code: `product:${code}`, name, granted: true, detail };
}
