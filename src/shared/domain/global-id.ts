import { hideNumber, shownNumber } from './hidden-number';

/** Characters of a hidden number. */
const HIDDEN = 11;
/** No type of the program has a longer name; what is sent may have. */
const TYPE = /^([A-Za-z_]{1,50}):{1,3}$/;

/** How the ids of each type begin, for the types of the program. */
const PREFIXES = new Map<string, string>();

/**
 * The opaque id that clients see of the thing with this number. It carries the type, so that an id of another thing is told
 * apart from an unknown one, and hides the number.
 */
export function toGlobalId(type: string, id: string): string {
  return knownPrefix(type) + hideNumber(type, id);
}

/** The number of the thing of this type, which is one of the program's, behind an id; null for any other text. */
export function numberIn(type: string, globalId: string): string | null {
  const prefix = knownPrefix(type);
  if (globalId.length !== prefix.length + HIDDEN || !globalId.startsWith(prefix)) return null;
  const id = shownNumber(type, globalId.slice(prefix.length));
  return id === '0' ? null : id;
}

function knownPrefix(type: string): string {
  let prefix = PREFIXES.get(type);
  if (prefix === undefined) PREFIXES.set(type, (prefix = prefixOf(type)));
  return prefix;
}

/** Type and number of the thing behind an id; null for a text that no `toGlobalId` has made. */
export function parseGlobalId(globalId: string): { type: string; id: string } | null {
  const prefix = globalId.slice(0, -HIDDEN);
  const [, type] = TYPE.exec(Buffer.from(prefix, 'base64url').toString('latin1')) ?? [];
  if (type === undefined) return null;
  const known = PREFIXES.get(type);
  if ((known ?? prefixOf(type)) !== prefix) return null;
  const id = shownNumber(type, globalId.slice(-HIDDEN), known === undefined);
  return id === null || id === '0' ? null : { type, id };
}

/** Filled up to whole groups of base64url, so that what follows is written by itself. */
function prefixOf(type: string): string {
  return Buffer.from(`${type}:`.padEnd(Math.ceil((type.length + 1) / 3) * 3, ':')).toString('base64url');
}
