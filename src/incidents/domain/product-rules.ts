import { ProductGrant } from '../../catalog/domain/plan';
import { supportOfVersion } from '../../catalog/domain/product-support';
import { failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt } from '../../shared/domain/local-date';
import { IncidentFacts, IncidentRequest } from './incident-facts';

/** Passes where the plan covers the product. Domain section 5, solution. */
export function decideProduct({ plan }: IncidentFacts, { product }: IncidentRequest): RuleOutcome {
  const rule = 'PRODUCT_NOT_SUPPORTED';
  if (product === undefined) return notJudged(rule, 'No product is given.');
  if (grantOf({ plan }, product)) return passed(rule, `${plan.name} covers ${product}.`);
  const covered = plan.entitlements.products.map((grant) => grant.code).join(', ');
  return failedRule(rule, `${plan.name} covers ${covered}; not ${JSON.stringify(product)}.`, [
    'input',
    'product',
  ]);
}

/**
 * Passes where the version is at least the lowest supported one and, for a product under the version policy, supported
 * on the day of receipt. Not judged for a product that is not covered. Domain sections 3 and 5.
 */
export function decideVersion(facts: IncidentFacts, request: IncidentRequest): RuleOutcome {
  const rule = 'VERSION_NOT_SUPPORTED';
  const { product, productVersion } = request;
  const grant = product === undefined ? undefined : grantOf(facts, product);
  if (grant === undefined) return notJudged(rule, 'No product that the plan covers is given.');
  if (productVersion === undefined || productVersion.trim() === '')
    return notJudged(rule, 'No version is given.');
  const on = dateAt(request.receivedAt, facts.state.timeZone);
  const support = supportOfVersion(grant, facts.provider, productVersion, on);
  if (support.supported) return passed(rule, support.explanation);
  return failedRule(rule, support.explanation, ['input', 'productVersion']);
}

/** Passes for a productive system, and where the plan covers test systems. Domain section 5, test system. */
export function decideTestSystem({ plan }: IncidentFacts, { testSystem }: IncidentRequest): RuleOutcome {
  const rule = 'TEST_SYSTEM_NOT_SUPPORTED';
  if (testSystem === undefined) return notJudged(rule, 'Whether it is a test system is not given.');
  if (!testSystem) return passed(rule, 'It is not a test system.');
  if (plan.entitlements.testSystems)
    return passed(rule, `${plan.name} covers test systems, with impact LOW.`);
  return failedRule(rule, `${plan.name} does not cover test systems.`, ['input', 'testSystem']);
}

function grantOf({ plan }: Pick<IncidentFacts, 'plan'>, product: string): ProductGrant | undefined {
  return plan.entitlements.products.find((grant) => grant.code === product);
}
