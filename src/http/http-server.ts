import { randomUUID } from 'node:crypto';
import Fastify, { FastifyInstance, FastifyRequest, LogController } from 'fastify';
import { isApiKey } from '../access/api-key';
import { KnownCallers } from '../access/known-callers';
import { RequestContext } from '../catalog/request-context';
import { Catalog } from '../catalog/persistence/catalog';
import { Signals, LiveEvents } from '../events/use-cases/live-events';
import { Caller, Role } from '../shared/domain/caller';
import { Clock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import { Replicas } from '../platform/replicas/replicas';
import { Batching } from '../platform/batching';
import { RequestLifetime } from '../platform/request-lifetime';
import { allowEarlyResponses } from './early-response';
import { sendError, sendNotFound } from './error-response';
import { registerBillingExport } from './billing-export';
import { findAgain, identifyCaller } from './callers';
import { Environment } from '../boot/environment';
import { exposureOf } from '../boot/exposure';
import { graphqlHandler } from '../graphql/graphql-handler';
import { registerEventStreams } from './event-streams';
import { dearRequestsInTurn } from './dear-requests';
import { trustedProxies } from './client-address';
import { FairGate } from './fair-gate';
import { gateOf } from './gate';
import { guardConnections } from './guard-connections';
import { keyUsesOf } from './key-uses';
import { allowOrigins } from './cors';
import { SAFE_HEADERS, setResponseHeaders } from './response-headers';
import { trustDocuments } from './trust-documents';
import { graphiqlForBrowsers, registerPages } from './pages/register-pages';
import { loggerOptions } from './logger-options';
import { sendInChunks } from './send-in-chunks';
import { lateReadsOf, readPosition } from './late-reads';
import { drainConnections } from './drain-connections';
import { costLimitsOf } from '../graphql/cost/cost-limits';
import { TrustedDocuments } from '../graphql/trusted-documents/trusted-documents';
import { apiSchema } from '../graphql/schema';
import { Subscriptions } from '../graphql/subscriptions/subscriptions';
import { peopleOf } from './people';
import { paceRefusals, refuseSpent } from './paced-refusals';
import { registerReadiness } from './readiness';
import { Metrics } from './metrics';
import { logRequests } from './request-log';
import { ServiceState } from './service-state';
import { countRefusals } from './refusals';
import { limitsOf, SharedLimits } from './shared-limits';

export interface HttpServerParts {
  readonly environment: Environment;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly clock: Clock;
  /** Needed where TRUSTED_DOCUMENTS is not off. */
  readonly trustedDocuments?: TrustedDocuments | null;
  /** Where reads may go that need not see the newest. */
  readonly replicas?: Replicas | null;
  /** The keys of the demo, for pages on this machine to fill in. */
  readonly demoKeys?: Readonly<Record<Role, string>> | null;
  /** Says when other processes may have written events; without it they are looked for each second. */
  readonly signals?: Signals;
  /** What is counted over all processes that serve the port; without it this one counts for itself. */
  readonly limits?: SharedLimits;
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
  const { environment, database, catalog, clock, replicas = null, handlerOf = graphqlHandler } = parts;
  const { limits = limitsOf(environment) } = parts;
  const { charge, positions } = limits;
  const server = await guardedServer(environment);
  logRequests(server, (facts) => parts.metrics?.noteRequest(facts));
  const exposure = exposureOf(environment);
  const people = peopleOf({ environment, database, catalog, clock, log: server.log });
  const keys = new KnownCallers(database, clock);
  const identify = identifyCaller({
    keys,
    people,
    wrongKeys: limits.wrongKeys,
    uses: keyUsesOf(server, database),
    clock,
  });
  const batching = new Batching(database, clock, (kind, size) => parts.metrics?.noteBatch(kind, size));
  const contextFor = (request: FastifyRequest, caller: Caller) => {
    const lifetime = new RequestLifetime(environment.REQUEST_DEADLINE_MS, request.raw.socket);
    lifetime.trace = request.trace;
    request.lifetime = lifetime;
    return new RequestContext(catalog, database, clock, caller, request.id, {
      batching,
      lifetime,
      billingTimeZone: environment.BILLING_TIME_ZONE,
      allowsPrivateWebhooks: environment.WEBHOOK_ALLOW_PRIVATE === 'on',
      lateReads: lateReadsOf({ replicas, positions }, request, caller),
    });
  };
  const contextOf = async (request: FastifyRequest) => {
    if (request.caller === null) return null;
    await catalog.renew();
    return contextFor(request, request.caller);
  };
  const places = placesOf(server, environment);
  const common = {
    schema: apiSchema(),
    log: server.log,
    limits: costLimitsOf(environment),
    hidesSuggestions: !exposure.suggestions,
    hidesSchema: !exposure.schema,
    charge,
  };
  const graphql = await handlerOf({
    ...common,
    contextOf,
    turn: dearRequestsInTurn(server, places, environment.REQUEST_WAIT_MS),
  });
  server.addHook('onClose', () => graphql.stop());
  const pageParts = { environment, exposure, demoKeys: parts.demoKeys ?? null };
  const pages = exposure.schema ? [graphiqlForBrowsers(pageParts)] : [];
  if (exposure.pages) registerPages(server, pageParts);
  const onRequest = [readPosition, identify, refuseSpent(charge, server.refusalPace)];
  const { TRUSTED_DOCUMENTS } = environment;
  const preHandler = trustDocuments(TRUSTED_DOCUMENTS, parts.trustedDocuments ?? null, server.log);
  const gate = gateOf(places, environment.MAX_UPLOADS_PER_KEY);
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: [...pages, ...onRequest, gate.onRequest],
    preHandler,
    handler: gate.around(graphql.handler),
  });
  const onFault = (err: unknown) => server.log.error({ err }, 'new events could not be read');
  registerEventStreams(server, {
    subscriptions: new Subscriptions(common),
    live: new LiveEvents({ sql: database.sql, clock, signals: parts.signals ?? null, onFault }),
    findAgain: findAgain({ keys, people }),
    contextFor,
    onRequest,
    preHandler,
    places: limits.subscriptions,
  });
  registerBillingExport(server, {
    database,
    replicas,
    positions,
    places: limits.exports,
    identify,
    environment,
  });
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
  server.decorateRequest('position', 0n);
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
