import { setFlagsFromString } from 'node:v8';
import { DocumentNode, execute, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { RequestContext } from '../../catalog/request-context';

/** The result of running an operation. */
export interface DocumentResult {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLError[];
}

/** Runs one operation of a document; null, with nothing done, where variables or arguments do not fit it. */
export type RunDocument = (context: RequestContext, variables: object) => Promise<DocumentResult | null>;

/** Makes the runner of an operation of a sound document. */
export type MakeRunner = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => RunDocument;

/** An operation as a function compiled from it; one that cannot be compiled is run by graphql-js. */
export const compiled: MakeRunner = (schema, document, operation) => {
  const result = compileUncached(schema, document, operation.name?.value);
  return isCompiledQuery(result) ? runnerOf(result) : interpreted(schema, document, operation);
};

/**
 * Without V8's cache of compiled source text, which would keep every document that was ever compiled, 180 KB each of 100
 * fields, whatever is dropped here.
 */
function compileUncached(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
  setFlagsFromString('--no-compilation-cache');
  try {
    return compileQuery(schema, document, operationName, { disablingCapturingStackErrors: true });
  } finally {
    setFlagsFromString('--compilation-cache');
  }
}

function runnerOf({ query }: CompiledQuery): RunDocument {
  return async (context, variables) => {
    const { data, errors } = await query(undefined, context, variables);
    if (data === undefined) return null;
    return errors === undefined ? { data } : { data, errors: errors.map((error) => ownError(error)) };
  };
}

/** An operation that graphql-js walks through each time it is run. */
export const interpreted: MakeRunner = (schema, document, { name }) => {
  return async (context, variables) => {
    const variableValues = variables as Record<string, unknown>;
    const operationName = name?.value;
    const result = await execute({ schema, document, operationName, variableValues, contextValue: context });
    return result.data === undefined ? null : { ...result, data: result.data };
  };
};

/**
 * The error as one of the library's own, with more extensions where there are any: those of the compiler lack
 * `extensions`, which Apollo relies on.
 */
export function ownError(
  { message, locations, path, originalError, extensions }: GraphQLError,
  more: object = {},
): GraphQLError {
  const error = new GraphQLError(message, { path, originalError, extensions: { ...extensions, ...more } });
  // The compiler knows the places but not the nodes that the library would take them from.
  Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
  return error;
}
