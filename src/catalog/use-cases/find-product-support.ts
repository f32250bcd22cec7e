import { invalidInput, Refused } from '../../shared/domain/refusal';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { RequestContext } from '../request-context';
import { ProductGrant } from '../domain/plan';
import { supportOfVersion } from '../domain/product-support';
import { ProductSupport } from '../domain/version-policy';
import { Catalog, SellingProvider } from '../persistence/catalog';

export interface ProductSupportAnswer extends ProductSupport {
  readonly product: string;
  readonly version: string;
}

export interface ProductQuestion {
  readonly product: string;
  readonly version: string;
  /** Null: today, in the provider's zone. */
  readonly on: LocalDate | null;
  /** Null: of the providers that cover a product of this code, the one that did first. */
  readonly providerCode: string | null;
}

/**
 * Is this version of a product supported on a date of its provider, as what, until when and why? Throws Refused
 * (INVALID_INPUT) for an unknown provider, and for a product that no plan on sale covers. Domain section 3, Version policy.
 */
export async function findProductSupport(
  context: RequestContext,
  { product, version, on, providerCode }: ProductQuestion,
): Promise<ProductSupportAnswer> {
  await context.catalog.refresh();
  const { provider, grant } = await findSeller(context.catalog, product, providerCode);
  const date = on ?? dateAt(context.clock.now(), provider.timeZone);
  return { product, version, ...supportOfVersion(grant, provider, version, date) };
}

interface Seller {
  readonly provider: SellingProvider;
  readonly grant: ProductGrant;
}

async function findSeller(catalog: Catalog, product: string, providerCode: string | null): Promise<Seller> {
  const providers = await providersOf(catalog, providerCode);
  const grants: Seller[] = [];
  for (const provider of providers) {
    for (const plan of await catalog.plansOf(provider.currentPlanIds))
      grants.push(...plan.entitlements.products.map((grant) => ({ provider, grant })));
  }
  const [first] = grants
    .filter(({ grant }) => grant.code === product)
    .sort((one, other) => since(catalog, one) - since(catalog, other));
  if (first !== undefined) return first;
  const known = new Set(grants.map(({ grant }) => grant.code));
  const message = `No plan covers a product of this code; known are ${[...known].join(', ')}.`;
  throw new Refused([invalidInput(message, ['product'])]);
}

/** A provider that takes up a product of another one's code changes nothing of what is said of that one's. */
function since(catalog: Catalog, { provider, grant }: Seller): number {
  return Number(catalog.firstPlanCovering(provider.id, grant.code));
}

async function providersOf(
  catalog: Catalog,
  providerCode: string | null,
): Promise<readonly SellingProvider[]> {
  const providers = await catalog.allProviders();
  if (providerCode === null) return providers;
  const named = providers.filter(({ code }) => code === providerCode);
  if (named.length > 0) return named;
  const message = `No provider has this code; known are ${providers.map(({ code }) => code).join(', ')}.`;
  throw new Refused([invalidInput(message, ['providerCode'])]);
}
