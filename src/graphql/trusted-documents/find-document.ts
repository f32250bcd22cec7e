import { TrustedDocuments } from './trusted-documents';

/** What a request says of its document. */
export interface GivenDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** The document that a request asks for, and whether it is trusted. */
export interface FoundDocument {
  readonly source: string;
  readonly isTrusted: boolean;
}

export const UNKNOWN_ID = 'unknown-id';
export const NO_DOCUMENT = 'no-document';

/**
 * Which document a request means, by its text or by an id: `documentId`, or `extensions.persistedQuery.sha256Hash`. An id
 * beside a text has to be that text's own, else the text is not trusted. UNKNOWN_ID: there is no text, and not one document
 * under all its ids. NO_DOCUMENT: it names none in a form that can be run.
 */
export function findDocument(
  documents: TrustedDocuments,
  given: GivenDocument,
): FoundDocument | typeof UNKNOWN_ID | typeof NO_DOCUMENT {
  const source = given.query ?? null;
  if (source !== null && typeof source !== 'string') return NO_DOCUMENT;
  const named = idsOf(given).map((id) => (typeof id === 'string' ? documents.find(id) : null));
  if (source !== null)
    return { source, isTrusted: documents.has(source) && named.every((each) => each === source) };
  if (named.length === 0) return NO_DOCUMENT;
  const [found] = named;
  return found == null || named.some((each) => each !== found)
    ? UNKNOWN_ID
    : { source: found, isTrusted: true };
}

/** The request without the ids of its document, as it is when its document is sent as text. */
export function withText(given: GivenDocument, source: string): GivenDocument {
  const request = { ...without(given, 'documentId'), query: source };
  const { extensions } = given;
  if (!isObject(extensions) || !('persistedQuery' in extensions)) return request;
  const others = without(extensions, 'persistedQuery');
  return Object.keys(others).length > 0 ? { ...request, extensions: others } : without(request, 'extensions');
}

function without(object: object, name: string): GivenDocument {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

function idsOf({ documentId, extensions }: GivenDocument): readonly unknown[] {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  return [documentId, isObject(persisted) ? persisted['sha256Hash'] : persisted].filter((id) => id != null);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
