import { createHash } from 'node:crypto';
import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { isApiKey } from '../access/api-key';
import { RequestLifetime } from '../platform/request-lifetime';
import { RequestTrace } from '../platform/request-trace';
import { Caller } from '../shared/domain/caller';

declare module 'fastify' {
  interface FastifyRequest {
    /** Points that the request cost; null where it was not that far. */
    cost: number | null;
    /** The code of the first error of its response; null without one. */
    errorCode: string | null;
    /** Of a request to /graphql; null where it was not that far. */
    lifetime: RequestLifetime | null;
    /** Null where it is not recorded. */
    trace: RequestTrace | null;
    /** What is known of it; null until its response was sent. */
    facts: RequestFacts | null;
  }
}

/** What is known of a request once its response was sent. Nothing of it is personal data. */
export interface RequestFacts {
  readonly method: string;
  /** As the route was registered; null where there is none. */
  readonly route: string | null;
  /** Name of the operation, as the client calls it; null without one. */
  readonly operation: string | null;
  /** The first 16 digits of the SHA-256 of the document; null without one. */
  readonly document: string | null;
  readonly role: Caller['role'] | null;
  readonly code: string | null;
  readonly statusCode: number;
  readonly ms: number;
  /** How long it waited for the database; null where it was not that far, or is no request to /graphql. */
  readonly databaseMs: number | null;
}

const NAME = /^[_A-Za-z]\w{0,99}$/;
const NAMED = /\b(?:query|mutation|subscription)\s+([_A-Za-z]\w{0,99})/;

/** What a document's text says of it; clients send the same few texts again and again. */
interface DocumentFacts {
  readonly hash: string;
  /** Of its first operation; null without one. */
  readonly name: string | null;
}

const KEPT_CHARACTERS = 4_000_000;
const documents = new LRUCache<string, DocumentFacts>({
  maxSize: KEPT_CHARACTERS,
  sizeCalculation: (_facts, text) => text.length + 1,
  memoMethod: (text) => ({
    hash: createHash('sha256').update(text).digest('hex').slice(0, 16),
    name: NAMED.exec(text)?.[1] ?? null,
  }),
});

/** Logs one line for each request, at level info, and tells `note` the same. */
export function logRequests(server: FastifyInstance, note: (facts: RequestFacts) => void): void {
  server.decorateRequest('cost', null);
  server.decorateRequest('errorCode', null);
  server.decorateRequest('lifetime', null);
  server.decorateRequest('trace', null);
  server.decorateRequest('facts', null);
  server.addHook('onResponse', (request, reply, done) => {
    const facts = factsOf(request, reply);
    request.facts = facts;
    note(facts);
    const { caller, cost } = request;
    const key = caller === null ? null : { keyId: caller.keyId, role: caller.role };
    request.log.info({ ...facts, ...key, cost }, 'request');
    done();
  });
}

function factsOf(request: FastifyRequest, reply: FastifyReply): RequestFacts {
  const body = (request.body ?? request.query) as { query?: unknown; operationName?: unknown } | null;
  const text = typeof body?.query === 'string' ? body.query : null;
  const given = body?.operationName;
  const isNamed = typeof given === 'string' && NAME.test(given);
  const document = text ? documents.memo(text) : null;
  const name = isNamed ? given : document?.name;
  return {
    method: request.method,
    route: request.routeOptions.url ?? null,
    // A key has the form of a name.
    operation: name && !isApiKey(name) ? name : null,
    document: document?.hash ?? null,
    role: request.caller?.role ?? null,
    code: request.errorCode,
    statusCode: reply.statusCode,
    ms: rounded(reply.elapsedTime),
    databaseMs: request.lifetime && rounded(request.lifetime.databaseTime.ms),
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
