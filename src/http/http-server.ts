import { randomUUID } from 'node:crypto';
import Fastify, { FastifyInstance, FastifyRequest, LogController } from 'fastify';
import { isApiKey } from '../access/api-key';
import { KnownCallers } from '../access/known-callers';
import { RequestContext } from '../catalog/request-context';
import { Catalog } from '../catalog/persistence/catalog';
import { Clock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import { Batching } from '../platform/batching';
import { RequestLifetime } from '../platform/request-lifetime';
import { allowEarlyResponses } from './early-response';
import { sendError, sendNotFound } from './error-response';
import { registerBillingExport } from './billing-export';
import { identifyCaller } from './callers';
import { Environment } from '../boot/environment';
import { exposureOf } from '../boot/exposure';
import { costBuckets } from './cost-buckets';
import { graphqlHandler } from '../graphql/graphql-handler';
import { dearRequestsInTurn } from './dear-requests';
import { trustedProxies } from './client-address';
import { FairGate } from './fair-gate';
import { gateOf } from './gate';
import { guardConnections } from './guard-connections';
import { keyUsesOf } from './key-uses';
import { allowOrigins } from './cors';
import { SAFE_HEADERS, setResponseHeaders } from './response-headers';
import { trustDocuments } from './trust-documents';
import { loggerOptions } from './logger-options';
import { sendInChunks } from './send-in-chunks';
import { drainConnections } from './drain-connections';
import { costLimitsOf } from '../graphql/cost/cost-limits';
import { TrustedDocuments } from '../graphql/trusted-documents/trusted-documents';
import { apiSchema } from '../graphql/schema';
import { peopleOf } from './people';
import { paceRefusals, refuseSpent } from './paced-refusals';
import { registerReadiness } from './readiness';
import { Metrics } from './metrics';
import { logRequests } from './request-log';
import { ServiceState } from './service-state';
import { countRefusals } from './refusals';
import { wrongKeyLimit } from './wrong-key-limit';

export interface HttpServerParts {
  readonly environment: Environment;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** Needed where TRUSTED_DOCUMENTS is not off. */
  readonly trustedDocuments?: TrustedDocuments | null;
  /** Told of each request. */
  readonly metrics?: Pick<Metrics, 'noteRequest' | 'noteBatch'>;
  /** What the program says of itself to GET /readyz. */
  readonly state?: ServiceState;
  /** Handles /graphql; tests compare the fast path with its fallback. */
  readonly handlerOf?: typeof graphqlHandler;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;
/** How often node:http looks for requests that take too long. */
const TIMEOUTS_CHECKED_EVERY_MS = 500;

/** The HTTP server: GraphQL at /graphql, and what a supervisor asks for. Not listening yet. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { environment, database, catalog, clock, handlerOf = graphqlHandler } = parts;
  const server = await guardedServer(environment);
  logRequests(server, (facts) => parts.metrics?.noteRequest(facts));
  const exposure = exposureOf(environment);
  const people = peopleOf({ environment, database, catalog, clock, log: server.log });
  const identify = identifyCaller({
    keys: new KnownCallers(database, clock),
    people,
    wrongKeys: wrongKeyLimit(environment.WRONG_KEYS_PER_MINUTE),
    uses: keyUsesOf(server, database),
    clock,
  });
  const batching = new Batching(database, clock, (kind, size) => parts.metrics?.noteBatch(kind, size));
  const contextOf = (request: FastifyRequest) => {
    const { caller } = request;
    if (caller === null) return Promise.resolve(null);
    const lifetime = new RequestLifetime(environment.REQUEST_DEADLINE_MS, request.raw.socket);
    request.lifetime = lifetime;
    return Promise.resolve(
      new RequestContext(
        catalog,
        database,
        clock,
        caller,
        request.id,
        batching,
        lifetime,
        environment.BILLING_TIME_ZONE,
        environment.WEBHOOK_ALLOW_PRIVATE === 'on',
      ),
    );
  };
  const places = placesOf(server, environment);
  const charge = costBuckets({
    size: environment.COST_BUCKET_POINTS,
    restorePerSecond: environment.COST_RESTORE_PER_SECOND,
  });
  const graphql = await handlerOf({
    schema: apiSchema(),
    contextOf,
    log: server.log,
    limits: costLimitsOf(environment),
    hidesSuggestions: !exposure.suggestions,
    hidesSchema: !exposure.pages,
    charge,
    turn: dearRequestsInTurn(server, places, environment.REQUEST_WAIT_MS),
  });
  server.addHook('onClose', () => graphql.stop());
  const gate = gateOf(places, environment.MAX_UPLOADS_PER_KEY);
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: [identify, refuseSpent(charge, server.refusalPace), gate.onRequest],
    preHandler: trustDocuments(environment.TRUSTED_DOCUMENTS, parts.trustedDocuments ?? null, server.log),
    handler: gate.around(graphql.handler),
  });
  registerBillingExport(server, { database, identify, environment });
  server.get('/healthz', () => ({ status: 'ok' }));
  registerReadiness(server, database, parts.state ?? new ServiceState());
  return server;
}

/** A server whose connections are limited, and whose every response has its request id and, if refused, is counted. */
async function guardedServer(environment: Environment): Promise<FastifyInstance> {
  const server = Fastify({
    logger: loggerOptions(environment.LOG_LEVEL),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: environment.BODY_LIMIT_KB * 1024,
    keepAliveTimeout: environment.IDLE_TIMEOUT_MS,
    http: { connectionsCheckingInterval: TIMEOUTS_CHECKED_EVERY_MS },
    trustProxy: trustedProxies(environment.TRUST_PROXY),
    return503OnClosing: false,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    // Asks no hook, so that the headers have to be set here.
    frameworkErrors: (error, request, reply) =>
      sendError(error, request, reply.headers({ ...SAFE_HEADERS, 'x-request-id': request.id })),
  });
  server.decorateRequest('caller', null);
  setResponseHeaders(server);
  if (environment.CORS_ORIGINS !== undefined) await allowOrigins(server, environment.CORS_ORIGINS);
  paceRefusals(server);
  countRefusals(server);
  drainConnections(server);
  allowEarlyResponses(server);
  sendInChunks(server);
  guardConnections(server, environment);
  server.setErrorHandler(sendError);
  server.setNotFoundHandler(sendNotFound);
  return server;
}

function placesOf(server: FastifyInstance, environment: Environment): FairGate {
  const places = new FairGate({
    places: environment.MAX_REQUESTS_IN_FLIGHT,
    waiting: environment.MAX_REQUESTS_WAITING,
    waitingPerKey: environment.MAX_REQUESTS_WAITING_PER_KEY,
    waitMs: environment.REQUEST_WAIT_MS,
  });
  server.addHook('preClose', (done) => {
    places.stop();
    done();
  });
  return places;
}

function requestId(given: string | string[] | undefined): string {
  // A key in the wrong header would stand in the log.
  const isTaken = typeof given === 'string' && REQUEST_ID.test(given) && !isApiKey(given);
  return isTaken ? given : randomUUID();
}
