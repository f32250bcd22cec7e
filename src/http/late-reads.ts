import { FastifyRequest, onRequestHookHandler } from 'fastify';
import { LateReads } from '../catalog/request-context';
import { POSITION_HEADER } from '../graphql/mark-position';
import { LastPositions, parsePosition, Position } from '../platform/replicas/position';
import { Replicas } from '../platform/replicas/replicas';
import { Caller } from '../shared/domain/caller';
import { RefusedRequest } from './refused-request';

declare module 'fastify' {
  interface FastifyRequest {
    /** Up to where the caller wants to see what was written; 0 where it has no wish. */
    position: Position;
  }
}

/** Reads the header by which a caller asks to see what it wrote through another process. Throws RefusedRequest (400). */
export const readPosition: onRequestHookHandler = (request, _reply, done) => {
  const given = request.headers[POSITION_HEADER];
  if (given === undefined) return done();
  const position = parsePosition(String(given));
  if (position === null) {
    const message = `The header ${POSITION_HEADER} must be what a response to a write had in it, such as 16/B374D848; leave it out to read without.`;
    return done(new RefusedRequest(400, 'BAD_USER_INPUT', message));
  }
  request.position = position;
  done();
};

export interface LateReadParts {
  readonly replicas: Replicas | null;
  readonly positions: LastPositions;
}

/** The replicas as this request may read from them; null where there are none. */
export function lateReadsOf(
  { replicas, positions }: LateReadParts,
  { position }: FastifyRequest,
  { keyId }: Caller,
): LateReads | null {
  if (replicas === null) return null;
  return {
    choose: async () => replicas.placeFor(position, await positions.of(keyId)),
    noteWrite: (written) => positions.note(keyId, parsePosition(written)!),
  };
}
