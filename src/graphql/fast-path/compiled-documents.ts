import { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { RequestContext } from '../../catalog/request-context';

/** How many compiled documents are kept; the least recently used one goes. A client has dozens, an attacker many. */
const KEPT_DOCUMENTS = 500;

/** What a field-by-field execution answered. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLError[];
}

/** Runs one operation of a document; null, with nothing done, where the variables do not fit it. */
export type RunDocument = (context: RequestContext, variables: object) => Promise<Answer | null>;

interface Kept {
  readonly run: RunDocument | null;
}

/**
 * Documents as functions compiled from them, which answer lists several times as fast as walking the document. Only ask
 * for one that was parsed and validated; what is kept here was, and needs neither again.
 */
export class CompiledDocuments {
  private readonly kept = new LRUCache<string, Kept>({ max: KEPT_DOCUMENTS });

  constructor(private readonly schema: GraphQLSchema) {}

  /** The operation of a document that was compiled before. */
  find(source: string, operationName: string | null | undefined): RunDocument | null {
    return this.kept.get(keyOf(source, operationName))?.run ?? null;
  }

  /** The operation of a sound document, compiled now where it was not before; null for one that cannot be compiled. */
  compile(
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): RunDocument | null {
    const key = keyOf(source, operationName);
    const known = this.kept.get(key);
    if (known !== undefined) return known.run;
    const result = compileQuery(this.schema, document, operationName ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    const run = isCompiledQuery(result) ? runnerOf(result) : null;
    this.kept.set(key, { run });
    return run;
  }
}

/** The length says where the document ends and the name begins, so that no two operations have the same key. */
function keyOf(source: string, operationName: string | null | undefined): string {
  return operationName == null ? source : `${source.length} ${source}${operationName}`;
}

function runnerOf(compiled: CompiledQuery): RunDocument {
  return async (context, variables) => {
    const { data, errors } = await compiled.query(undefined, context, variables);
    if (data === undefined) return null;
    return errors === undefined ? { data } : { data, errors: errors.map(ownError) };
  };
}

/** The compiler's errors lack `extensions`, which Apollo relies on: makes them the library's own. */
function ownError({ message, locations, path, originalError, extensions }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path, originalError, extensions });
  // The compiler knows the places but not the nodes that the library would reckon them from.
  Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
  return error;
}
