import { Readable } from 'node:stream';
import { FastifyInstance, FastifyReply, FastifyRequest, preHandlerHookHandler, RouteOptions } from 'fastify';
import { RequestContext } from '../catalog/request-context';
import { cursorOf, RecordedEvent } from '../events/persistence/events';
import { FollowingContext } from '../events/use-cases/follow-events';
import { Follower } from '../events/use-cases/follower';
import { LiveEvents } from '../events/use-cases/live-events';
import { formattedErrors } from '../graphql/format-error';
import { codeOf } from '../graphql/note-code';
import { statusOf } from '../graphql/response-status';
import { EventResults, SubscriptionRefused, Subscriptions } from '../graphql/subscriptions/subscriptions';
import { Caller, scopeOf } from '../shared/domain/caller';
import { FindAgain } from './callers';
import { errorBody } from './error-response';
import { RefusedRequest } from './refused-request';
import { STREAM_ENDS, StreamCounts, StreamEnd } from './stream-counts';
import { StreamPlaces, takeUntilSent } from './stream-places';

declare module 'fastify' {
  interface FastifyInstance {
    /** Of the subscriptions of this process. */
    streamCounts: StreamCounts;
  }
}

export interface EventStreamParts {
  readonly subscriptions: Subscriptions;
  readonly live: LiveEvents;
  readonly findAgain: FindAgain;
  readonly contextFor: (request: FastifyRequest, caller: Caller) => RequestContext;
  readonly onRequest: RouteOptions['onRequest'];
  readonly preHandler: preHandlerHookHandler[];
  readonly places: StreamPlaces;
}

/** How often the key or token of each stream is looked at, besides before each event. */
const CALLERS_CHECKED_EVERY_MS = 200;

interface Stream {
  readonly authorization: string;
  /** As the key or token was found last. */
  caller: Caller;
  follower: Follower<RecordedEvent> | null;
  /** Whether its events could not be read any more. */
  hasFailed: boolean;
}

/**
 * Serves subscriptions as server-sent events at POST /graphql/stream, in the distinct connections mode of graphql-sse. A
 * stream takes no place at the gate; it ends with its client, with its key, and when the server drains.
 */
export function registerEventStreams(server: FastifyInstance, parts: EventStreamParts): void {
  const { places, live, subscriptions, onRequest, preHandler } = parts;
  const streams = new Set<Stream>();
  const counts = new StreamCounts(() => streams.size);
  server.decorate('streamCounts', counts);
  const timer = setInterval(() => void endWithCallers(streams, parts.findAgain), CALLERS_CHECKED_EVERY_MS);
  timer.unref();
  server.addHook('preClose', async () => {
    clearInterval(timer);
    await live.stop();
  });
  server.route({
    method: 'POST',
    url: '/graphql/stream',
    onRequest,
    preHandler,
    handler: async (request, reply) => {
      refuseOtherMedia(request);
      const caller = request.caller!;
      if (!(await takeUntilSent(places, 'subscriptions', caller.keyId, reply))) return reply.hijack();
      const stream: Stream = {
        authorization: request.headers.authorization!,
        caller,
        follower: null,
        hasFailed: false,
      };
      streams.add(stream);
      reply.raw.once('close', () => {
        streams.delete(stream);
        if (stream.follower !== null) counts.ended(endOf(stream, server.wasSlowReader(request.raw.socket)));
        stream.follower?.end('gone');
      });
      const results = await subscriptions
        .start(request.body, contextOf(parts, request, stream))
        .catch((error: unknown) => refuse(reply, error));
      if (results === null) return reply;
      return reply
        .type('text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(
          Readable.from(textOf(results, stream, parts.findAgain), { objectMode: false, highWaterMark: 1 }),
        );
    },
  });
}

function endOf({ follower, hasFailed }: Stream, wasSlow: boolean): StreamEnd {
  if (wasSlow) return 'slow-reader';
  return hasFailed ? 'fault' : STREAM_ENDS[follower!.endedBecause ?? 'gone'];
}

/** By this header a client that comes again says what it got last, whatever its document says. */
function lastEventId({ headers }: FastifyRequest): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

function refuseOtherMedia({ headers: { accept = '*/*' } }: FastifyRequest): void {
  if (/text\/(event-stream|\*)|\*\/\*/i.test(accept)) return;
  const message = 'Events come as text/event-stream; send the header "accept: text/event-stream".';
  throw new RefusedRequest(406, 'BAD_REQUEST', message);
}

function contextOf(
  { live, contextFor }: EventStreamParts,
  request: FastifyRequest,
  stream: Stream,
): FollowingContext {
  return Object.assign(contextFor(request, stream.caller), {
    following: {
      live,
      started: (follower: Follower<RecordedEvent>) => {
        stream.follower = follower;
        if (request.raw.socket.destroyed) follower.end('gone');
      },
      lastEventId: lastEventId(request),
      contextNow: () => contextFor(request, stream.caller),
    },
  });
}

const STATUSES: Readonly<Record<string, number>> = { FORBIDDEN: 403, INTERNAL_SERVER_ERROR: 500 };

/** Sends the errors of a subscription that does not begin, as those of any other request. */
function refuse(reply: FastifyReply, error: unknown): null {
  if (!(error instanceof SubscriptionRefused)) throw error;
  const errors = formattedErrors(error.errors);
  const code = codeOf(errors) ?? '';
  const http = error.errors[0]?.extensions['http'] as
    { status?: number; headers?: Map<string, string> } | undefined;
  reply.request.errorCode = code;
  const notDone = statusOf(errors, { written: new Set() });
  if (http?.headers !== undefined) void reply.headers(Object.fromEntries(http.headers));
  if (notDone !== null) void reply.headers(notDone.headers);
  void reply.code(notDone?.status ?? http?.status ?? STATUSES[code] ?? 400).send({ errors });
  return null;
}

const ENDINGS = {
  gone: '',
  // Without "complete", so that a client knows that there is more and comes again.
  stopping: 'retry: 1000\n: the server is stopping; subscribe again, after the last cursor\n\n',
  caller: `event: next\ndata: ${JSON.stringify(errorBody('UNAUTHENTICATED', 'The API key or token is good no more.'))}\n\nevent: complete\ndata:\n\n`,
} as const;

async function* textOf(
  results: EventResults,
  stream: Stream,
  findAgain: FindAgain,
): AsyncGenerator<string, void> {
  yield ':\n\n';
  try {
    for await (const result of results) {
      if (!(await isStillKnown(stream, findAgain))) break;
      yield result === null ? ':\n\n' : textOfEvent(result);
    }
  } catch (error) {
    stream.hasFailed = true;
    throw error;
  }
  yield ENDINGS[stream.follower?.endedBecause ?? 'gone'];
}

function textOfEvent({ event, ...result }: { readonly event: unknown }): string {
  return `id: ${cursorOf(event as RecordedEvent)}\nevent: next\ndata: ${JSON.stringify(result)}\n\n`;
}

/** Asked before each event: nothing is told to a key that was revoked or has expired a second ago. */
async function isStillKnown(stream: Stream, findAgain: FindAgain): Promise<boolean> {
  const caller = await findAgain(stream.authorization);
  const isSame =
    caller !== null &&
    caller.role === stream.caller.role &&
    scopeOf(caller).key === scopeOf(stream.caller).key;
  if (isSame) stream.caller = caller;
  else stream.follower?.end('caller');
  return isSame;
}

/** Where nobody can tell whether a key is good, its streams wait: no event can be read then either. */
async function endWithCallers(streams: ReadonlySet<Stream>, findAgain: FindAgain): Promise<void> {
  await Promise.all([...streams].map((stream) => isStillKnown(stream, findAgain).catch(() => true)));
}
