import { SpanContext } from '@opentelemetry/api';
import { parseTraceParent, TraceState } from '@opentelemetry/core';
import { FastifyInstance, FastifyRequest } from 'fastify';
import { IncomingHttpHeaders } from 'node:http';
import { within } from '../../platform/within';
import { Environment } from '../environment';
import { RandomDigits } from './random-digits';
import { traceChooser } from './sampler';
import { sendSpans } from './send-spans';
import { SpanTarget, TracedRequest } from './traced-request';

/** How long what was traced last may take to be sent when the program stops. */
const LAST_SPANS_MS = 2_000;

export interface Tracing {
  /** Records requests of a server that does not listen yet. */
  readonly follow: (server: FastifyInstance) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Sends spans of requests and of their statements by OTLP over HTTP, as the variables OTEL_… say. Loaded only where that is asked for.
 * A span names operations and statements and holds no value of either.
 */
export function startTracing(environment: Environment): Tracing {
  const spans = sendSpans();
  const begin = recorder(environment, spans.send);
  return {
    follow(server) {
      server.addHook('onRequest', (request, _reply, done) => {
        request.trace = begin(request);
        done();
      });
      // The log of requests was there before, and has put together what is known.
      server.addHook('onResponse', (request, _reply, done) => {
        if (request.trace instanceof TracedRequest) endRequest(request.trace, request);
        done();
      });
    },
    async stop() {
      await within(LAST_SPANS_MS, spans.stop()).catch(() => undefined);
    },
  };
}

/** Begins to record a request; null where it is not to be recorded. */
function recorder(
  environment: Environment,
  send: SpanTarget['send'],
): (request: FastifyRequest) => TracedRequest | null {
  const digits = new RandomDigits();
  const chooseTrace = traceChooser(environment, () => digits.next(32));
  const target = { newSpanId: () => digits.next(16), send };
  return (request) => {
    const parent = parentOf(request.headers);
    const traceId = chooseTrace(parent);
    if (traceId === null) return null;
    const parentSpanId = parent?.spanId ?? null;
    const traceState = parent?.traceState?.serialize() ?? '';
    return new TracedRequest({ traceId, spanId: digits.next(16), parentSpanId, traceState }, target);
  };
}

/** The span of the client that the request belongs to, by the headers of W3C; null without one. */
function parentOf({ traceparent, tracestate }: IncomingHttpHeaders): SpanContext | null {
  if (typeof traceparent !== 'string') return null;
  const parent = parseTraceParent(traceparent);
  if (parent === null) return null;
  const traceState = tracestate === undefined ? undefined : new TraceState(String(tracestate));
  return { ...parent, isRemote: true, traceState };
}

function endRequest(trace: TracedRequest, request: FastifyRequest): void {
  const { method, operation, role, code, statusCode, databaseMs } = request.facts!;
  const route = request.facts!.route ?? '';
  const attributes = {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': statusCode,
    'ambit.request_id': request.id,
    'ambit.database_us': databaseMs && Math.round(databaseMs * 1_000),
    'graphql.operation.name': operation,
    'ambit.role': role,
    'ambit.code': code,
  };
  const isError = statusCode >= 500 || code === 'INTERNAL_SERVER_ERROR';
  trace.end(`${method} ${route}`.trim(), attributes, isError);
}
