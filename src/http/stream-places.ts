import { FastifyReply } from 'fastify';
import { overloaded, tooManyRequests } from './refused-request';

export interface StreamLimits {
  readonly kind: 'exports' | 'subscriptions';
  readonly all: number;
  readonly perKey: number;
}

/** How many long responses of a kind are sent at a time, in all and to each key. They take no place at the gate. */
export class StreamPlaces {
  private readonly byKey = new Map<string, number>();
  private inFlight = 0;

  constructor(private readonly limits: StreamLimits) {}

  /** Takes a place until the response is sent or its client has gone. Throws RefusedRequest: 429 or 503. */
  take(key: string, reply: FastifyReply): void {
    const { kind, all, perKey } = this.limits;
    const ofKey = this.byKey.get(key) ?? 0;
    if (ofKey >= perKey) {
      const message = `This key reads ${ofKey} ${kind} already; wait until one has ended.`;
      throw tooManyRequests(kind, message, 1);
    }
    if (this.inFlight >= all) throw overloaded(kind);
    this.byKey.set(key, ofKey + 1);
    this.inFlight += 1;
    reply.raw.once('close', () => this.leave(key));
  }

  private leave(key: string): void {
    const left = this.byKey.get(key)! - 1;
    if (left > 0) this.byKey.set(key, left);
    else this.byKey.delete(key);
    this.inFlight -= 1;
  }
}
