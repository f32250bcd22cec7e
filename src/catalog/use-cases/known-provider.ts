import { invalidInput, Refused, ruleBroken } from '../../shared/domain/refusal';
import { Catalog, SellingProvider } from '../persistence/catalog';

/**
 * Returns the code of a filter, null where none is given. Throws Refused (INVALID_INPUT) with the codes there are where no
 * provider has it: a slip must not look like an empty list.
 */
export async function knownProviderCode(
  catalog: Catalog,
  code: string | null | undefined,
  ...path: readonly string[]
): Promise<string | null> {
  return (await knownProvider(catalog, code, ...path))?.code ?? null;
}

/** The same, and returns its id. */
export async function knownProviderId(
  catalog: Catalog,
  code: string | null | undefined,
  ...path: readonly string[]
): Promise<string | null> {
  return (await knownProvider(catalog, code, ...path))?.id ?? null;
}

async function knownProvider(
  catalog: Catalog,
  code: string | null | undefined,
  ...path: readonly string[]
): Promise<SellingProvider | null> {
  if (code == null) return null;
  const providers = await catalog.allProviders();
  const found = providers.find((provider) => provider.code === code);
  if (found !== undefined) return found;
  const codes = providers.map((provider) => provider.code);
  const message = `${path.join('.')} names no provider; there are ${codes.join(', ')}.`;
  throw new Refused([invalidInput(message, path)]);
}

/** The id of the provider that the field `providerCode` of an input names. Throws Refused (NOT_FOUND) where there is none. */
export async function providerIdOf(catalog: Catalog, code: string): Promise<string> {
  const provider = (await catalog.allProviders()).find((known) => known.code === code);
  if (provider !== undefined) return provider.id;
  throw new Refused([ruleBroken('NOT_FOUND', 'There is no such provider.', ['input', 'providerCode'])]);
}
