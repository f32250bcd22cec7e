import { invalidInput, Refused } from '../../shared/domain/refusal';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { RequestContext } from '../request-context';
import { ProductGrant } from '../domain/plan';
import { supportOfVersion } from '../domain/product-support';
import { ProductSupport } from '../domain/version-policy';
import { SellingProvider } from '../persistence/catalog';

export interface ProductSupportAnswer extends ProductSupport {
  readonly product: string;
  readonly version: string;
}

/**
 * Is this version of a product supported on a date of its provider (null: today there), as what, until when and why?
 * Throws Refused (INVALID_INPUT) for a product that no plan on sale covers. Domain section 3, Version policy.
 */
export async function findProductSupport(
  context: RequestContext,
  product: string,
  version: string,
  on: LocalDate | null,
): Promise<ProductSupportAnswer> {
  const { provider, grant } = await findSeller(context, product);
  const date = on ?? dateAt(context.clock.now(), provider.timeZone);
  return { product, version, ...supportOfVersion(grant, provider, version, date) };
}

async function findSeller(
  { catalog }: RequestContext,
  product: string,
): Promise<{ provider: SellingProvider; grant: ProductGrant }> {
  const known: string[] = [];
  for (const provider of await catalog.allProviders()) {
    const plans = await catalog.plansOf(provider.currentPlanIds);
    const grants = plans.flatMap((plan) => plan.entitlements.products);
    const grant = grants.find(({ code }) => code === product);
    if (grant !== undefined) return { provider, grant };
    known.push(...grants.map(({ code }) => code));
  }
  const message = `No plan covers a product of this code; known are ${[...new Set(known)].join(', ')}.`;
  throw new Refused([invalidInput(message, ['product'])]);
}
