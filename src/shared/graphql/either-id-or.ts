import { invalidInput, Refused } from '../domain/refusal';
import { fromGlobalId, NodeType } from './global-id';

/**
 * Finds one thing by its id or by one other name, of which exactly one is to be given.
 * Throws Refused (INVALID_INPUT) where both are or none is.
 */
export function eitherIdOr<T>(
  type: NodeType,
  given: Readonly<Record<string, string | null | undefined>> & { readonly id?: string | null },
  byId: (id: string) => Promise<T>,
  byName: (name: string) => Promise<T>,
): Promise<T> {
  const named = Object.entries(given).filter(([, value]) => value != null);
  if (named.length !== 1) {
    const names = Object.keys(given).join(' or ');
    throw new Refused([invalidInput(`Give exactly one of ${names}.`, Object.keys(given))]);
  }
  const [name, value] = named[0] as [string, string];
  return name === 'id' ? byId(fromGlobalId(type, value, 'id')) : byName(value);
}
