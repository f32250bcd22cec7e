import { FastifyRequest } from 'fastify';
import { Pace } from '../../platform/request-lifetime';

/**
 * Waits for the turn of a request by its points: dear ones of one key are not all worked on at the same time, and work at
 * the pace that they are given, or as fast as they can (null). Null at once where it need not wait. Rejects where its turn did not
 * come in time.
 */
export type Turn = (request: FastifyRequest, points: number) => Promise<Pace | null> | null;

/** Lets every request work at once. */
export const noTurns: Turn = () => null;
