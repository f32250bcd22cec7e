import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { authenticate } from '../access/use-cases/authenticate';
import { CatalogContext } from '../catalog/catalog-context';
import { Catalog } from '../catalog/persistence/catalog';
import { Clock } from '../shared/domain/clock';
import { Database } from '../shared/persistence/database';
import { Environment } from './environment';
import { formatError } from './format-error';
import { logErrors } from './log-errors';
import { noBrokenTextRule, rejectBrokenVariables } from './reject-broken-text';
import { buildApiSchema } from './schema';

export interface HttpServerParts {
  readonly environment: Pick<Environment, 'LOG_LEVEL' | 'BODY_LIMIT_KB'>;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

/** More than any honest query needs; a longer one is refused before it is parsed to its end. */
const MAX_TOKENS = 5_000;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The HTTP server: GraphQL at /graphql, and what a supervisor asks for. Not listening yet. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { environment, database, catalog, clock } = parts;
  const server = Fastify({
    logger: environment.LOG_LEVEL === 'silent' ? false : { level: environment.LOG_LEVEL },
    bodyLimit: environment.BODY_LIMIT_KB * 1024,
    genReqId: (request) => requestId(request.headers['x-request-id']),
  });
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  server.setErrorHandler(answerFault);
  server.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(
        errorBody('NOT_FOUND', `There is nothing at ${request.method} here; GraphQL is at POST /graphql.`),
      ),
  );
  const apollo = new ApolloServer<CatalogContext>({
    schema: buildApiSchema(),
    formatError,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [noBrokenTextRule],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      rejectBrokenVariables,
      logErrors(server.log),
    ],
  });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());
  const context = async (request: FastifyRequest) => {
    const caller = await authenticate(database, request.headers.authorization);
    if (caller === null) throw unauthenticated();
    return new CatalogContext(catalog, database, clock, caller, request.id);
  };
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, { context }),
  });
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

/** Faults before GraphQL sees the request: malformed JSON, a body that is too large, an unknown content type. */
function answerFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) {
    request.log.error(error);
    return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'));
  }
  return reply.code(status).send(errorBody('BAD_REQUEST', error.message));
}

function errorBody(code: string, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
