import { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { networkOf } from './client-address';
import { RefusedRequest } from './refused-request';

declare module 'fastify' {
  interface FastifyRequest {
    /** Under what a response of 429 or 503 is counted, where somebody knows better than its status. */
    refusedAs: string | null;
  }
  interface FastifyInstance {
    refusals: Refusals;
  }
}

const LOGGED_EVERY_MS = 1_000;

/** Counts what was turned away, by kind, and logs at most one of each kind a second. */
export class Refusals {
  private readonly counted = new Map<string, { total: number; unlogged: number; loggedAt: number }>();

  constructor(
    private readonly log: Pick<FastifyBaseLogger, 'warn'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** How many of each kind since the start. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.counted].map(([kind, { total }]) => [kind, total]));
  }

  count(kind: string, facts: Readonly<Record<string, unknown>>): void {
    const seen = this.counted.get(kind) ?? { total: 0, unlogged: 0, loggedAt: -Infinity };
    this.counted.set(kind, seen);
    seen.total += 1;
    seen.unlogged += 1;
    if (this.now() - seen.loggedAt < LOGGED_EVERY_MS) return;
    this.log.warn({ ...facts, refused: kind, sinceLastLogged: seen.unlogged }, 'refused');
    seen.unlogged = 0;
    seen.loggedAt = this.now();
  }
}

/** Counts every response of 429 and 503 of this server, whatever part sent it. */
export function countRefusals(server: FastifyInstance): void {
  const refusals = new Refusals(server.log);
  server.decorate('refusals', refusals);
  server.decorateRequest('refusedAs', null);
  server.addHook('onError', (request, _reply, error, done) => {
    if (error instanceof RefusedRequest) request.refusedAs = error.kind;
    done();
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    const { statusCode } = reply;
    if (statusCode === 429 || statusCode === 503) {
      const kind = request.refusedAs ?? (statusCode === 429 ? 'cost' : 'unavailable');
      refusals.count(kind, {
        requestId: request.id,
        network: networkOf(request.ip),
        keyId: request.caller?.keyId,
      });
    }
    done();
  });
}
