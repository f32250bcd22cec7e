import { DocumentNode, getOperationAST, GraphQLError, GraphQLSchema } from 'graphql';
import { CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { RequestContext } from '../../platform/request-context';
import { Count } from '../cost/count';
import { DocumentCosts } from '../cost/document-costs';

/** What compiled documents may hold of memory in all; the least recently used one goes. A client has dozens of them. */
const KEPT_BYTES = 50_000_000;
/** Measured: 4,300 to 4,700 bytes of heap a field, in documents of 20 to 2,000 fields that had been run. */
const BYTES_PER_FIELD = 5_000;
const BYTES_PER_DOCUMENT = 10_000;

/** Compiling takes some 0.1 ms a field, while which nobody else is answered; a larger document is run by graphql-js. */
export const MOST_FIELDS_COMPILED = 300;

/** What a field-by-field execution answered. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLError[];
}

/** Runs one operation of a document; null, with nothing done, where the variables do not fit it. */
export type RunDocument = (context: RequestContext, variables: object) => Promise<Answer | null>;

/** A compiled operation, and the number of nodes that its page sizes allow. */
export interface KnownOperation {
  readonly run: RunDocument;
  readonly nodes: Count;
}

interface Kept {
  readonly known: KnownOperation | null;
  readonly bytes: number;
}

/**
 * Documents as functions compiled from them, which answer lists several times as fast as walking the document. Only ask
 * for one that was parsed and validated; what is kept here was, and needs neither again.
 */
export class CompiledDocuments {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ bytes }, key) => bytes + 2 * key.length,
  });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly costs = new DocumentCosts(schema),
  ) {}

  /** The operation of a document that was compiled before. */
  find(source: string, operationName: string | null | undefined): KnownOperation | null {
    return this.kept.get(keyOf(source, operationName))?.known ?? null;
  }

  /** The operation of a sound document, compiled now where it was not before; null for one that cannot be, or is too large. */
  compile(
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): RunDocument | null {
    const key = keyOf(source, operationName);
    const known = this.kept.get(key);
    if (known !== undefined) return known.known?.run ?? null;
    const operation = getOperationAST(document, operationName);
    const cost = operation && this.costs.of(document).operations.get(operation);
    if (!cost || cost.fields > MOST_FIELDS_COMPILED) return null;
    const result = compileQuery(this.schema, document, operationName ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    const run = isCompiledQuery(result) ? runnerOf(result) : null;
    const bytes = BYTES_PER_DOCUMENT + BYTES_PER_FIELD * cost.fields;
    this.kept.set(key, { known: run && { run, nodes: cost.nodes }, bytes });
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
