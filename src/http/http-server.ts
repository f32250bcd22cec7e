import { randomUUID } from 'node:crypto';
import Fastify, { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KnownCallers } from '../access/known-callers';
import { RequestContext } from '../catalog/request-context';
import { Catalog } from '../catalog/persistence/catalog';
import { Clock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import { Gatherers } from '../platform/gatherers';
import { RequestLifetime } from '../platform/request-lifetime';
import { answerFault, answerNotFound } from './answer-fault';
import { registerBillingExport } from './billing-export';
import { Environment } from '../boot/environment';
import { graphqlHandler } from '../graphql/graphql-handler';
import { letConnectionsGo } from './let-connections-go';
import { CostSetting, costLimitsOf } from '../graphql/cost/cost-limits';
import { buildApiSchema } from '../graphql/schema';
import { shedLoad } from './shed-load';

export interface HttpServerParts {
  readonly environment: Pick<
    Environment,
    | 'LOG_LEVEL'
    | 'BODY_LIMIT_KB'
    | 'MAX_REQUESTS_UNDER_WAY'
    | 'REQUEST_DEADLINE_MS'
    | 'BILLING_TIME_ZONE'
    | 'NODE_ENV'
    | CostSetting
  >;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** How requests are answered; tests compare two ways. */
  readonly handlerOf?: typeof graphqlHandler;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The HTTP server: GraphQL at /graphql, and what a supervisor asks for. Not listening yet. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { environment, database, catalog, clock, handlerOf = graphqlHandler } = parts;
  const server = Fastify({
    logger: environment.LOG_LEVEL === 'silent' ? false : { level: environment.LOG_LEVEL },
    bodyLimit: environment.BODY_LIMIT_KB * 1024,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    frameworkErrors: answerFault,
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  shedLoad(server, environment.MAX_REQUESTS_UNDER_WAY);
  letConnectionsGo(server);
  server.setErrorHandler(answerFault);
  server.setNotFoundHandler(answerNotFound);
  const callers = new KnownCallers(database);
  const gatherers = new Gatherers(database, clock);
  const contextOf = async (request: FastifyRequest) => {
    const caller = await callers.find(request.headers.authorization);
    const lifetime = new RequestLifetime(environment.REQUEST_DEADLINE_MS, request.raw.socket);
    return caller && new RequestContext(catalog, database, clock, caller, request.id, gatherers, lifetime);
  };
  const graphql = await handlerOf({
    schema: buildApiSchema(),
    contextOf,
    log: server.log,
    limits: costLimitsOf(environment),
    hidesSuggestions: environment.NODE_ENV === 'production',
  });
  server.addHook('onClose', () => graphql.stop());
  server.route({ method: ['GET', 'POST'], url: '/graphql', handler: graphql.handler });
  registerBillingExport(server, { database, billingTimeZone: environment.BILLING_TIME_ZONE });
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', (_request, reply) => readiness(database, reply));
  return server;
}

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

async function readiness(database: Database, reply: FastifyReply): Promise<object> {
  try {
    await database.sql.rows('SELECT 1');
    return { status: 'ready' };
  } catch {
    return reply.code(503).send({ status: 'not ready', reason: 'the database does not answer' });
  }
}
