import { FastifyInstance } from 'fastify';
import { freePort } from '../database/embedded/free-port';
import { Environment } from './environment';

/** The server cannot listen at the address that it was given. */
export class ListenError extends Error {
  constructor(
    readonly host: string,
    readonly port: number,
    readonly code: string,
  ) {
    super(`cannot listen on ${host}:${port} (${code})`);
  }
}

/** PORT, for 0 any, which is free now: for several processes that are to share it. Throws ListenError. */
export async function portToShare({ HOST, PORT }: Pick<Environment, 'HOST' | 'PORT'>): Promise<number> {
  try {
    return await freePort(HOST, PORT);
  } catch (error) {
    throw new ListenError(HOST, PORT, (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

/** Begins to listen; returns the address of GraphQL. Throws ListenError. */
export async function listen(
  server: FastifyInstance,
  { HOST, PORT }: Pick<Environment, 'HOST' | 'PORT'>,
): Promise<string> {
  try {
    return `${await server.listen({ host: HOST, port: PORT })}/graphql`;
  } catch (error) {
    throw new ListenError(HOST, PORT, (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}
