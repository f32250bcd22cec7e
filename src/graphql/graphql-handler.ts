import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { FastifyBaseLogger, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { GraphQLError, GraphQLSchema } from 'graphql';
import { RequestContext } from '../catalog/request-context';
import { BUSY_HEADERS, BUSY_MESSAGE, BUSY_STATUS, isBusy } from '../http/answer-busy';
import { apolloPlugins, startWithPlugins } from './apollo-plugins';
import { CompiledDocuments } from './fast-path/compiled-documents';
import { compiledGateway } from './fast-path/compiled-executor';
import { formatError } from './format-error';
import { knownOperationTypesRule } from './known-operation-types';
import { answerKnownDocuments, Handler } from './fast-path/known-documents';
import { noBrokenTextRule } from './reject-broken-text';

export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  /** Who asks, ready to be answered; null where the caller is not known. */
  readonly contextOf: (request: FastifyRequest) => Promise<RequestContext | null>;
  readonly log: FastifyBaseLogger;
}

export interface GraphqlHandler {
  readonly handler: RouteHandlerMethod;
  stop(): Promise<void>;
}

/** More than any honest query needs; a longer one is refused before it is parsed to its end. */
const MAX_TOKENS = 5_000;

/** GraphQL over HTTP: Apollo for whatever is new, faulty or unusual, and a shorter way for documents that are known. */
export async function graphqlHandler({ schema, contextOf, log }: GraphqlParts): Promise<GraphqlHandler> {
  const documents = new CompiledDocuments(schema);
  const apollo = await startApollo(compiledGateway(schema, documents), log);
  const otherwise = apolloHandler(apollo, contextOf);
  const handler = answerKnownDocuments({ documents, contextOf, log, otherwise });
  return { handler, stop: () => apollo.stop() };
}

/** Apollo with everything that this product wants of it. */
export async function startApollo(
  gateway: ReturnType<typeof compiledGateway>,
  log: FastifyBaseLogger,
): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    gateway,
    formatError,
    parseOptions: { maxTokens: MAX_TOKENS },
    persistedQueries: false,
    validationRules: [knownOperationTypesRule, noBrokenTextRule],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await startWithPlugins(apollo, apolloPlugins(log));
  return apollo;
}

export function apolloHandler(
  apollo: ApolloServer<RequestContext>,
  contextOf: GraphqlParts['contextOf'],
): Handler {
  const context = async (request: FastifyRequest): Promise<RequestContext> => {
    const found = await contextOf(request).catch(asBusy);
    if (found === null) throw unauthenticated();
    return found;
  };
  return fastifyApolloHandler(apollo, { context }) as unknown as Handler;
}

/** Without a context Apollo asks no plugin, so the error itself carries status and header. */
function asBusy(error: unknown): never {
  if (!isBusy(error)) throw error;
  const http = { status: BUSY_STATUS, headers: new Map(Object.entries(BUSY_HEADERS)) };
  throw new GraphQLError(BUSY_MESSAGE, { extensions: { code: 'SERVICE_UNAVAILABLE', http } });
}

function unauthenticated(): GraphQLError {
  const message = 'Send a valid API key in the header "Authorization: Bearer <api key>".';
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}
