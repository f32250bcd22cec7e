import { FastifyReply } from 'fastify';
import { overloaded, RefusedRequest, tooManyRequests } from './refused-request';

export type StreamKind = 'exports' | 'subscriptions';

export interface StreamLimits {
  readonly all: number;
  readonly perKey: number;
}

/** Which limit leaves no place: that of the key, or that of all. */
export type NoStreamPlace = 'key' | 'all';

/** Places of long responses of a kind, which take none at the gate; of this process, or asked of another one. */
export interface StreamPlaces {
  /** Null: the place is taken until `leave`. */
  take(key: string): NoStreamPlace | null | Promise<NoStreamPlace | null>;
  leave(key: string): void;
}

/** Counts how many long responses are sent at a time, in all and to each key. */
export class CountedPlaces implements StreamPlaces {
  private readonly byKey = new Map<string, number>();
  private inFlight = 0;

  constructor(private readonly limits: StreamLimits) {}

  take(key: string): NoStreamPlace | null {
    const ofKey = this.byKey.get(key) ?? 0;
    if (ofKey >= this.limits.perKey) return 'key';
    if (this.inFlight >= this.limits.all) return 'all';
    this.byKey.set(key, ofKey + 1);
    this.inFlight += 1;
    return null;
  }

  leave(key: string): void {
    const left = this.byKey.get(key)! - 1;
    if (left > 0) this.byKey.set(key, left);
    else this.byKey.delete(key);
    this.inFlight -= 1;
  }
}

/**
 * Takes a place until the response is sent or its client has gone. False: it had gone before there was one. Throws
 * RefusedRequest: 429 or 503.
 */
export async function takeUntilSent(
  places: StreamPlaces,
  kind: StreamKind,
  key: string,
  reply: FastifyReply,
): Promise<boolean> {
  const refused = await places.take(key);
  if (refused !== null) throw refusalOf(refused, kind);
  const isThere = !reply.raw.destroyed && !reply.request.raw.socket.destroyed;
  if (isThere) reply.raw.once('close', () => places.leave(key));
  else places.leave(key);
  return isThere;
}

function refusalOf(refused: NoStreamPlace, kind: StreamKind): RefusedRequest {
  if (refused === 'all') return overloaded(kind);
  const message = `This key reads as many ${kind} already as it may; wait until one has ended.`;
  return tooManyRequests(kind, message, 1);
}
