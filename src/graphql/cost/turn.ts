import { FastifyRequest } from 'fastify';

/**
 * Waits for the turn of a request by its points: dear ones of one key are not all worked on at the same time. Null where it
 * need not wait. Rejects where its turn did not come in time.
 */
export type Turn = (request: FastifyRequest, points: number) => Promise<void> | null;

/** Lets every request work at once. */
export const noTurns: Turn = () => null;
