import { invalidInput, Refused } from '../../shared/domain/refusal';
import { Catalog } from '../persistence/catalog';

/**
 * Returns the code of a filter, null where none is given. Throws Refused (INVALID_INPUT) with the codes there are where no
 * provider has it: a slip must not look like an empty list.
 */
export async function knownProviderCode(
  catalog: Catalog,
  code: string | null | undefined,
  ...path: readonly string[]
): Promise<string | null> {
  if (code == null) return null;
  const codes = (await catalog.allProviders()).map((provider) => provider.code);
  if (codes.includes(code)) return code;
  const message = `${path.join('.')} names no provider; there are ${codes.join(', ')}.`;
  throw new Refused([invalidInput(message, path)]);
}
