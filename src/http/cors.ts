import cors from '@fastify/cors';
import { FastifyInstance } from 'fastify';

/** What a page may send besides what every page may: each of them makes the browser ask first. */
const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'ambit-cost',
  'ambit-position',
  'x-request-id',
  'apollo-require-preflight',
];

/** What a page may read of a response besides the body. */
const EXPOSED_HEADERS = [
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'x-request-id',
  'idempotency-replayed',
  'ambit-position',
  'WWW-Authenticate',
];

/** For how long a browser need not ask again, in seconds. */
const ALLOWED_FOR = 600;

/**
 * Lets pages of these origins, and of no other, call the server from a browser. Without credentials of the browser: a
 * page sends the key of its user in a header, which no other page can. To be called before whatever may refuse a
 * request, so that a page can read the refusal.
 */
export async function allowOrigins(server: FastifyInstance, origins: readonly string[]): Promise<void> {
  const allowed: ReadonlySet<string> = new Set(origins);
  await server.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && allowed.has(origin) ? origin : false),
    methods: ['GET', 'POST'],
    allowedHeaders: ALLOWED_HEADERS,
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: ALLOWED_FOR,
    strictPreflight: false,
  });
}
