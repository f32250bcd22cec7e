import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { FastifyInstance, FastifyRequest } from 'fastify';
import { Pace } from '../platform/request-lifetime';
import { Turn } from '../graphql/cost/turn';
import { FairGate } from './fair-gate';

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back the turn of a dear request; null where it has none. */
    endTurn: (() => void) | null;
  }
}

/** From so many points on a request is dear: it holds the event loop and connections for long enough to be felt by others. */
const DEAR_POINTS = 1_000;

/** How long a piece of a dear request waits at most for the requests of others, and how long all of its pieces. */
const PIECE_WAITS_MS = 5;
const ALL_PIECES_WAIT_MS = 2_000;

/**
 * Dear requests that are worked on at a time, of all keys: one, in pieces, while requests of several keys come; otherwise the
 * only key has all but one, and each is worked on as a whole. In pieces it takes half as long again.
 */
const AT_A_TIME = 8;
const AT_A_TIME_BESIDE_OTHERS = 1;

/**
 * Dear requests take turns, by key: however many of them a key sends at once, the connections to the database and the event
 * loop stay free for the requests of others, which come between its pieces. Light requests wait for nobody. A key that has had the
 * server to itself for a second is cut into no pieces: who comes then waits once for what has begun.
 */
export function dearRequestsInTurn(server: FastifyInstance, places: FairGate, waitMs: number): Turn {
  const turns = new FairGate({
    places: AT_A_TIME,
    placesNow: () => (places.isShared() ? AT_A_TIME_BESIDE_OTHERS : AT_A_TIME),
    waiting: 1_000,
    waitingPerKey: 1_000,
    waitMs,
  });
  server.decorateRequest('endTurn', null);
  server.addHook('preClose', (done) => {
    turns.stop();
    done();
  });
  return (request, points) => (points < DEAR_POINTS ? null : enter(turns, places, request));
}

function paceOf(places: FairGate, keyId: string): Pace {
  let left = ALL_PIECES_WAIT_MS;
  return async () => {
    await nextTurn();
    const begun = performance.now();
    const until = begun + Math.min(PIECE_WAITS_MS, left);
    while (places.inFlightBeside(keyId) > 0 && performance.now() < until) await sleep(1);
    left -= performance.now() - begun;
  };
}

async function enter(turns: FairGate, places: FairGate, request: FastifyRequest): Promise<Pace | null> {
  const { keyId } = request.caller!;
  const { socket } = request.raw;
  let refuse: (() => void) | null = null;
  try {
    await turns.enter(keyId, (whenGone) => socket.once('close', (refuse = whenGone)));
    request.endTurn = () => turns.leave(keyId);
    return places.isShared() ? paceOf(places, keyId) : null;
  } finally {
    if (refuse !== null) socket.off('close', refuse);
  }
}
