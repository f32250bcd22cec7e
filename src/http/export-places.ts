import { FastifyReply } from 'fastify';
import { overloaded, tooManyRequests } from './refused-request';

/** How many files are sent at a time; each reads from the database for as long as its client takes to read it. */
export class ExportPlaces {
  private readonly byKey = new Map<string, number>();
  private inFlight = 0;

  constructor(private readonly limits: { readonly all: number; readonly perKey: number }) {}

  /** Takes a place until the response is sent or its client has gone. Throws RefusedRequest: 429 or 503. */
  take(key: string, reply: FastifyReply): void {
    const ofKey = this.byKey.get(key) ?? 0;
    if (ofKey >= this.limits.perKey) {
      const message = `This key reads ${ofKey} exports already; wait until one has ended.`;
      throw tooManyRequests('exports', message, 1);
    }
    if (this.inFlight >= this.limits.all) throw overloaded('exports');
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
