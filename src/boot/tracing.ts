import { context, Context, propagation, Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestFacts } from '../http/request-log';
import { SurvivingClient } from '../platform/surviving-client';
import { within } from '../platform/within';

/** How long what was traced last may take to be sent when the program stops. */
const LAST_SPANS_MS = 2_000;

export interface Tracing {
  /** Makes a span of each request of a server that does not listen yet. */
  readonly follow: (server: FastifyInstance) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Sends spans of requests and of their statements by OTLP over HTTP, as the variables OTEL_… say. Loaded only where that is asked for.
 * A span names operations and statements and holds no value of either.
 */
export function startTracing(): Tracing {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'ambit' }))
    .merge(detectResources({ detectors: [envDetector] }));
  const spanProcessors = [new BatchSpanProcessor(new OTLPTraceExporter())];
  const provider = new NodeTracerProvider({ resource, spanProcessors });
  provider.register();
  const untrace = traceStatements();
  return {
    follow: traceRequests,
    async stop() {
      untrace();
      await within(LAST_SPANS_MS, provider.shutdown()).catch(() => undefined);
    },
  };
}

function traceRequests(server: FastifyInstance): void {
  const tracer = trace.getTracer('ambit');
  const contexts = new WeakMap<FastifyRequest, Context>();
  server.addHook('onRequest', (request, _reply, done) => {
    const parent = propagation.extract(context.active(), request.headers);
    const name = `${request.method} ${request.routeOptions.url ?? ''}`.trim();
    const own = trace.setSpan(parent, tracer.startSpan(name, { kind: SpanKind.SERVER }, parent));
    contexts.set(request, own);
    context.with(own, done);
  });
  // The body was read by then, in a context of the connection.
  server.addHook('preHandler', (request, _reply, done) =>
    context.with(contexts.get(request) ?? context.active(), done),
  );
  server.addHook('onResponse', (request, _reply, done) => {
    const own = contexts.get(request);
    const span = own && trace.getSpan(own);
    // The log of requests was there before, and has put together what is known.
    if (span !== undefined) endRequest(span, request, request.facts!);
    done();
  });
}

function endRequest(span: Span, request: FastifyRequest, facts: RequestFacts): void {
  const { operation, role, code, statusCode } = facts;
  span.setAttributes({
    'http.request.method': request.method,
    'http.route': request.routeOptions.url ?? '',
    'http.response.status_code': statusCode,
    'ambit.request_id': request.id,
    ...(operation && { 'graphql.operation.name': operation }),
    ...(role && { 'ambit.role': role }),
    ...(code && { 'ambit.code': code }),
  });
  if (statusCode >= 500 || code === 'INTERNAL_SERVER_ERROR') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

type Query = (this: SurvivingClient, ...args: unknown[]) => unknown;

/** Makes a span of each statement within a request. One that several requests share belongs to the first. Returns how to end it. */
function traceStatements(): () => void {
  const tracer = trace.getTracer('ambit');
  const clients = SurvivingClient.prototype as unknown as { query?: Query };
  const query = clients.query!;
  clients.query = function (...args) {
    if (trace.getActiveSpan() === undefined) return query.apply(this, args);
    const attributes = { 'db.system.name': 'postgresql' };
    const span = tracer.startSpan(nameOf(args[0]), { kind: SpanKind.CLIENT, attributes });
    const end = (error: unknown) => {
      if (error) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    const last = args.at(-1);
    if (typeof last === 'function') {
      const callback = last as (...results: unknown[]) => void;
      args[args.length - 1] = (...results: unknown[]) => {
        end(results[0]);
        callback(...results);
      };
      return query.apply(this, args);
    }
    const result = query.apply(this, args);
    if (result instanceof Promise) result.then(() => end(null), end);
    else span.end();
    return result;
  };
  return () => void delete clients.query;
}

/** The name of a statement, else its first word. */
function nameOf(config: unknown): string {
  const { name, text } =
    typeof config === 'string'
      ? { name: undefined, text: config }
      : (config as { name?: string; text?: string });
  return name ?? /\w+/.exec(text ?? '')?.[0] ?? 'statement';
}
