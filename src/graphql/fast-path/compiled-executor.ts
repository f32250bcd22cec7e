import { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { execute, GraphQLSchema } from 'graphql';
import { RequestContext } from '../../catalog/request-context';
import { faultsBeforeMutation } from '../mutations/run-mutation';
import { CompiledDocuments } from './compiled-documents';

export type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
export type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;
export type GatewayRequest = Parameters<GatewayExecutor>[0];

/**
 * Lets Apollo run documents compiled. It takes an executor of one's own only from a gateway; this one is a gateway to the
 * schema of this process. A test compares its results with those of graphql-js, byte for byte.
 */
export function compiledGateway(
  schema: GraphQLSchema,
  documents: CompiledDocuments,
  hideSuggestions: boolean,
): GatewayInterface {
  return gatewayTo(schema, compiledExecutor(schema, documents, hideSuggestions));
}

/** A gateway to a schema of this process. */
export function gatewayTo(schema: GraphQLSchema, executor: GatewayExecutor): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor }),
    stop: () => Promise.resolve(),
  };
}

/** Runs for Apollo each document as compiled, and describes faults of variables and arguments as graphql-js does. */
export function compiledExecutor(
  schema: GraphQLSchema,
  documents: CompiledDocuments,
  hideSuggestions = false,
): GatewayExecutor {
  return async ({ document, request, context }) => {
    // As the client sent it: Apollo's own is null too where the document has no operation of that name.
    const { query, operationName, variables = {} } = request;
    const run = documents.compile(query!, document, operationName);
    const result = await run?.(context as RequestContext, variables);
    if (result != null) return result;
    // Refused before any field was run: no such operation, or variables or arguments that do not fit it.
    const asked = context as RequestContext;
    const faults = await faultsBeforeMutation(schema, document, operationName, variables, asked);
    if (faults.length > 0) return { errors: faults };
    return execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context,
      hideSuggestions,
    });
  };
}
