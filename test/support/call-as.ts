import { randomUUID } from 'node:crypto';
import { EVERY_MUTATION } from './every-mutation';
import { Answer, mutate } from './mutate';
import { clientFor, TestServer } from './test-server';

/** Calls a mutation under a request id of its own, which it answers too. */
export async function callAs(
  server: TestServer,
  apiKey: string,
  mutation: string,
  input: object,
): Promise<{ readonly answer: Answer; readonly requestId: string }> {
  const requestId = randomUUID();
  const client = clientFor(server.url, apiKey).setHeader('x-request-id', requestId);
  return { answer: await mutate(client, mutation, input, EVERY_MUTATION[mutation]!.selection), requestId };
}
