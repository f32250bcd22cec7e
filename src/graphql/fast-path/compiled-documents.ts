import {
  DocumentNode,
  getOperationAST,
  GraphQLSchema,
  OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { nullableSchema } from '../mutations/nullable-schema';
import { mayBeLate } from '../late-reads';
import { runMutation } from '../mutations/run-mutation';
import { runQuery } from './run-query';
import { compiled, interpreted, MakeRunner, RunDocument } from './run-document';
import { Count } from '../cost/count';
import { DocumentCosts } from '../cost/document-costs';

/** What compiled documents may hold of memory in all; the least recently used one goes. A client has dozens of them. */
const KEPT_BYTES = 50_000_000;
/** Measured: 4,300 to 4,700 bytes of heap a field, in documents of 20 to 2,000 fields that had been run. */
const BYTES_PER_FIELD = 5_000;
const BYTES_PER_DOCUMENT = 10_000;

/** Compiling takes some 0.1 ms a field and blocks the event loop; a larger document is run by graphql-js. */
export const MOST_FIELDS_COMPILED = 300;

/** An operation that was compiled, and the number of nodes that its page sizes allow. */
export interface KnownOperation {
  readonly run: RunDocument;
  readonly nodes: Count;
}

interface Kept extends KnownOperation {
  readonly bytes: number;
}

/**
 * Documents as functions compiled from them, which build lists several times as fast as walking the document. Only ask
 * for one that was parsed and validated; what is kept here was, and needs neither again.
 */
export class CompiledDocuments {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ bytes }, key) => bytes + 2 * key.length,
  });

  private nullable: GraphQLSchema | null = null;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly costs = new DocumentCosts(schema),
  ) {}

  /** The operation of a document that was compiled before. */
  find(source: string, operationName: string | null | undefined): KnownOperation | null {
    return this.kept.get(keyOf(source, operationName)) ?? null;
  }

  /**
   * The operation of a sound document, compiled now where it was not before; one that is too large is run by graphql-js and
   * not kept. Null where the document has none of that name.
   */
  compile(
    source: string,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): RunDocument | null {
    const key = keyOf(source, operationName);
    const known = this.kept.get(key);
    if (known !== undefined) return known.run;
    const operation = getOperationAST(document, operationName);
    const cost = operation && this.costs.of(document).operations.get(operation);
    if (!operation || !cost) return null;
    if (cost.fields > MOST_FIELDS_COMPILED) return this.runnerOf(document, operation, interpreted);
    const run = this.runnerOf(document, operation, compiled);
    const bytes = BYTES_PER_DOCUMENT + BYTES_PER_FIELD * cost.fields;
    this.kept.set(key, { run, nodes: cost.nodes, bytes });
    return run;
  }

  private runnerOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    make: MakeRunner,
  ): RunDocument {
    if (operation.operation !== OperationTypeNode.MUTATION)
      return runQuery(make(this.schema, document, operation), mayBeLate(operation));
    this.nullable ??= nullableSchema(this.schema);
    return runMutation(this.schema, document, operation, make(this.nullable, document, operation));
  }
}

/** The length says where the document ends and the name begins, so that no two operations have the same key. */
function keyOf(source: string, operationName: string | null | undefined): string {
  return operationName == null ? source : `${source.length} ${source}${operationName}`;
}
