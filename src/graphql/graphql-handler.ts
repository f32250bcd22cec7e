import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { FastifyBaseLogger, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { GraphQLError, GraphQLSchema } from 'graphql';
import { RequestContext } from '../catalog/request-context';
import { BUSY_MESSAGE, busyError } from '../http/busy-response';
import { isPassing } from '../platform/database-fault';
import { apolloPlugins, startWithPlugins } from './apollo-plugins';
import { CompiledDocuments } from './fast-path/compiled-documents';
import { compiledGateway } from './fast-path/compiled-executor';
import { Charge, unlimitedCharge } from './cost/charge';
import { CostLimits } from './cost/cost-limits';
import { CostMeter } from './cost/cost-meter';
import { DocumentCosts } from './cost/document-costs';
import { Turn } from './cost/turn';
import { formatError } from './format-error';
import { documentRules, MAX_TOKENS, MAX_VALIDATION_ERRORS } from './document-rules';
import { jsonInPieces } from './json-in-pieces';
import { noSubscriptionsRule } from './known-operation-types';
import { runKnownDocuments, Handler } from './fast-path/known-documents';
import { ValidatedDocuments } from './validated-documents';

export interface GraphqlParts {
  readonly schema: GraphQLSchema;
  /** The context of a request; null where its caller is not known. */
  readonly contextOf: (request: FastifyRequest) => Promise<RequestContext | null>;
  readonly log: FastifyBaseLogger;
  readonly limits: CostLimits;
  /** Whether errors of a document leave out the names of the schema that the client may have meant. */
  readonly hidesSuggestions: boolean;
  /** Whether introspection is refused. */
  readonly hidesSchema: boolean;
  /** The buckets of cost points; without them nobody is refused. */
  readonly charge?: Charge;
  /** How dear requests take turns; without it all are worked on at once. */
  readonly turn?: Turn;
}

export interface GraphqlHandler {
  readonly handler: RouteHandlerMethod;
  stop(): Promise<void>;
}

/**
 * What a page of another site cannot send before this server has allowed it (ADR 14): one of these headers, or a body that
 * says to be JSON. `Accept` and `Authorization` prove nothing: any page may set the one, and a proxy may add the other.
 */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** GraphQL over HTTP: the fast path for documents that are known, and Apollo for whatever is new, faulty or unusual. */
export async function graphqlHandler(parts: GraphqlParts): Promise<GraphqlHandler> {
  const { schema, log, hidesSuggestions, hidesSchema } = parts;
  const { costs, meter, contextOf } = costParts(parts);
  const documents = new CompiledDocuments(schema, costs);
  const gateway = compiledGateway(schema, documents, hidesSuggestions);
  const apollo = await startApollo({ gateway, costs, meter, log, hidesSuggestions, hidesSchema });
  const fallback = apolloHandler(apollo, contextOf);
  const handler = runKnownDocuments({ documents, meter, contextOf, log, fallback });
  return { handler, stop: () => apollo.stop() };
}

/** What the fast path and Apollo share to limit and charge the cost of a request. */
export function costParts({ schema, limits, charge = unlimitedCharge, turn, contextOf }: GraphqlParts) {
  const meter = new CostMeter(limits, charge, turn);
  return { costs: new DocumentCosts(schema, limits), meter, contextOf: meter.noting(contextOf) };
}

export interface ApolloParts extends Pick<GraphqlParts, 'log' | 'hidesSuggestions' | 'hidesSchema'> {
  readonly gateway: ReturnType<typeof compiledGateway>;
  readonly costs: DocumentCosts;
  readonly meter: CostMeter;
}

/** Apollo with everything that this product wants of it. */
export async function startApollo(parts: ApolloParts): Promise<ApolloServer<RequestContext>> {
  const { gateway, costs, meter, log, hidesSuggestions, hidesSchema } = parts;
  const apollo = new ApolloServer<RequestContext>({
    gateway,
    formatError,
    stringifyResult: async (result) => `${await jsonInPieces(result, () => nextTurn())}\n`,
    parseOptions: { maxTokens: MAX_TOKENS },
    persistedQueries: false,
    // Apollo looks at NODE_ENV by itself where this is not said.
    introspection: true,
    csrfPrevention: { requestHeaders: [...PREFLIGHT_HEADERS] },
    validationRules: [...documentRules(costs, hidesSchema), noSubscriptionsRule],
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: hidesSuggestions },
    documentStore: new ValidatedDocuments(),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await startWithPlugins(apollo, apolloPlugins(log, costs, meter));
  return apollo;
}

/** Apollo as a handler of the HTTP server; it throws UNAUTHENTICATED where a request has no caller. */
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
  if (!isPassing(error)) throw error;
  throw busyError(BUSY_MESSAGE);
}

function unauthenticated(): GraphQLError {
  const message = 'Send a valid API key in the header "Authorization: Bearer <api key>".';
  const http = { status: 401, headers: new Map([['www-authenticate', 'Bearer']]) };
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http } });
}
