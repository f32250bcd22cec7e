/** A GraphQL request as every part of the server reads it; null and absent are the same. */
export interface GivenRequest {
  readonly source: string;
  /** Null: the only operation of the document. An empty text is a name as any other, which no operation has. */
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const FIELDS: ReadonlySet<string> = new Set(['query', 'variables', 'operationName', 'extensions']);

/** The request in a JSON body; null where it has a fault or a field beyond GraphQL over HTTP, for which Apollo is the fallback. */
export function readRequest(body: unknown): GivenRequest | null {
  if (!isObject(body)) return null;
  for (const field in body) if (!FIELDS.has(field)) return null;
  const { query: source } = body;
  const operationName = body['operationName'] ?? null;
  const variables = body['variables'] ?? {};
  const extensions = body['extensions'] ?? {};
  if (typeof source !== 'string' || !isTextOrNull(operationName)) return null;
  if (!isObject(variables) || !isObject(extensions) || 'persistedQuery' in extensions) return null;
  return { source, operationName, variables };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
