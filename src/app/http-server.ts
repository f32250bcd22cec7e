import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { KnownCallers } from '../access/known-callers';
import { CatalogContext } from '../catalog/catalog-context';
import { Catalog } from '../catalog/persistence/catalog';
import { Clock } from '../shared/domain/clock';
import { Database } from '../shared/persistence/database';
import { answerBusy } from './answer-busy';
import { answerFault, answerNotFound } from './answer-fault';
import { registerBillingExport } from './billing-export';
import { compiledGateway } from './compiled-executor';
import { Environment } from './environment';
import { formatError } from './format-error';
import { letConnectionsGo } from './let-connections-go';
import { logErrors } from './log-errors';
import { markReplays } from './mark-replays';
import { noBrokenTextRule, rejectBrokenVariables } from './reject-broken-text';
import { buildApiSchema } from './schema';
import { shedLoad } from './shed-load';

export interface HttpServerParts {
  readonly environment: Pick<
    Environment,
    'LOG_LEVEL' | 'BODY_LIMIT_KB' | 'MAX_REQUESTS_UNDER_WAY' | 'BILLING_TIME_ZONE'
  >;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** How documents are run; tests compare two ways. */
  readonly gatewayOf?: typeof compiledGateway;
}

/** More than any honest query needs; a longer one is refused before it is parsed to its end. */
const MAX_TOKENS = 5_000;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The HTTP server: GraphQL at /graphql, and what a supervisor asks for. Not listening yet. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { environment, database, catalog, clock, gatewayOf = compiledGateway } = parts;
  const server = Fastify({
    logger: environment.LOG_LEVEL === 'silent' ? false : { level: environment.LOG_LEVEL },
    bodyLimit: environment.BODY_LIMIT_KB * 1024,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    frameworkErrors: answerFault,
  });
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  shedLoad(server, environment.MAX_REQUESTS_UNDER_WAY);
  letConnectionsGo(server);
  server.setErrorHandler(answerFault);
  server.setNotFoundHandler(answerNotFound);
  const apollo = new ApolloServer<CatalogContext>({
    gateway: gatewayOf(buildApiSchema()),
    formatError,
    parseOptions: { maxTokens: MAX_TOKENS },
    persistedQueries: false,
    validationRules: [noBrokenTextRule],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      rejectBrokenVariables,
      markReplays,
      answerBusy,
      logErrors(server.log),
    ],
  });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  const callers = new KnownCallers(database);
  const context = async (request: FastifyRequest) => {
    const caller = await callers.find(request.headers.authorization);
    if (caller === null) throw unauthenticated();
    return new CatalogContext(catalog, database, clock, caller, request.id);
  };
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, { context }),
  });
  registerBillingExport(server, { database, billingTimeZone: environment.BILLING_TIME_ZONE });
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', (_request, reply) => readiness(database, reply));
  return server;
}

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

function unauthenticated(): GraphQLError {
  const message = 'Send a valid API key in the header "Authorization: Bearer <api key>".';
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

async function readiness(database: Database, reply: FastifyReply): Promise<object> {
  try {
    await database.sql.rows('SELECT 1');
    return { status: 'ready' };
  } catch {
    return reply.code(503).send({ status: 'not ready', reason: 'the database does not answer' });
  }
}
