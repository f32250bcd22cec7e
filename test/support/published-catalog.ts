import { readFileSync } from 'node:fs';
import { Plan } from '../../src/catalog/domain/plan';
import { Provider } from '../../src/catalog/domain/provider';
import { readCatalogFile } from '../../src/catalog/file/read-catalog-file';

type ProviderCode = 'it-novum' | 'op5';
type PlanCode = 'basic' | 'standard' | 'premium';

const files = Object.fromEntries(
  ['it-novum', 'op5'].map((code) => [
    code,
    readCatalogFile(readFileSync(`catalog/${code}.yaml`, 'utf8'), code),
  ]),
);

/** The provider as its catalog file describes it, for tests without a database. Its id is its code. */
export function publishedProvider(code: ProviderCode): Provider {
  return { ...files[code]!.provider, id: code };
}

/** The first version of a plan. Its id is the provider's code with its own. */
export function publishedPlan(provider: ProviderCode, code: PlanCode): Plan {
  const { timeZone, terms, calendars } = publishedProvider(provider);
  const { name, entitlements } = files[provider]!.plans.find((plan) => plan.code === code)!;
  return {
    id: `${provider} ${code}`,
    providerId: provider,
    code,
    name,
    version: 1,
    timeZone,
    terms,
    calendars,
    entitlements,
  };
}
