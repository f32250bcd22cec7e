import { createHash } from 'node:crypto';
import { parse } from 'graphql';

/** The documents that a frontend was built with, by the ids under which it asks for them. */
export interface TrustedDocuments {
  /** The document of this id, with or without `sha256:` before it; null where there is none. */
  find(id: string): string | null;
  /** Whether this text is, character by character, one of them. */
  has(source: string): boolean;
}

/** What is wrong with a manifest, to be told to who wrote it. */
export class ManifestError extends Error {}

/** The hashes that codegen's client preset can make an id of, by their length in hexadecimal digits. */
const ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [40, 'sha1'],
  [64, 'sha256'],
]);
const PREFIX = /^sha(?:1|256):/;

/**
 * The documents of a manifest, `{"hash": "document", …}` in JSON as codegen's client preset writes it. Throws ManifestError
 * where it is another text, is empty, or an id is not the hash of its document: then one of them was changed by hand.
 */
export function trustedDocumentsOf(manifest: string): TrustedDocuments {
  const byId = new Map<string, string>();
  for (const [id, source] of Object.entries(objectIn(manifest))) {
    const hash = id.replace(PREFIX, '');
    checkDocument(hash, source);
    byId.set(hash, source as string);
  }
  if (byId.size === 0) throw new ManifestError('holds no documents');
  const sources = new Set(byId.values());
  return { find: (id) => byId.get(id.replace(PREFIX, '')) ?? null, has: (source) => sources.has(source) };
}

function objectIn(manifest: string): object {
  let value: unknown;
  try {
    value = JSON.parse(manifest);
  } catch {
    throw new ManifestError('is not JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new ManifestError('is not an object of documents by their hashes, {"hash": "document"}');
}

function checkDocument(hash: string, source: unknown): void {
  const algorithm = ALGORITHMS.get(hash.length);
  if (algorithm === undefined || typeof source !== 'string')
    throw new ManifestError(`has an entry ${shortened(hash)} that is no document under its SHA-1 or SHA-256`);
  if (createHash(algorithm).update(source).digest('hex') !== hash)
    throw new ManifestError(`has a document under ${shortened(hash)} whose ${algorithm} is another`);
  try {
    parse(source, { noLocation: true });
  } catch {
    throw new ManifestError(`has a document under ${shortened(hash)} that is not GraphQL`);
  }
}

function shortened(hash: string): string {
  return hash.length > 12 ? `${hash.slice(0, 12)}…` : hash;
}
