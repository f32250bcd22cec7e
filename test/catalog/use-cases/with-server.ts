import { GraphQLClient } from 'graphql-request';
import { TestDatabase } from '../../support/test-database';
import { startTestServer } from '../../support/test-server';

/** Does something with a process that begins to serve the database now, and leaves the database open. */
export async function withServerOn<T>(
  target: TestDatabase,
  work: (admin: GraphQLClient) => Promise<T>,
): Promise<T> {
  const server = await startTestServer(undefined, { ...target, close: () => Promise.resolve() });
  try {
    return await work(await server.as('ADMIN'));
  } finally {
    await server.close();
  }
}
