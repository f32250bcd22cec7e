import { GraphQLClient } from 'graphql-request';
import { Answer, mutate } from '../support/mutate';

export const KEY_FIELDS =
  'id name prefix role customer { id } provider { code } createdAt createdBy expiresAt lastUsedAt revokedAt';
export const WITH_SECRET = `apiKey { ${KEY_FIELDS} } secret`;

export interface MadeKey {
  readonly apiKey: Readonly<Record<string, unknown>> & { readonly id: string; readonly prefix: string };
  readonly secret: string;
}

/** The payload of a mutation that is to be accepted. */
export async function accepted(answer: Promise<Answer>): Promise<MadeKey> {
  const made = await answer;
  expect(made.userErrors).toEqual([]);
  return made as unknown as MadeKey;
}

/** Tries to make a staff key named "desk", unless told otherwise. */
export function tryToCreate(client: GraphQLClient, fields: object): Promise<Answer> {
  return mutate(client, 'createApiKey', { name: 'desk', role: 'SALES', ...fields }, WITH_SECRET);
}

export function createKey(client: GraphQLClient, fields: object = {}): Promise<MadeKey> {
  return accepted(tryToCreate(client, fields));
}

export function rollKey(client: GraphQLClient, apiKeyId: string, fields: object = {}): Promise<Answer> {
  return mutate(client, 'rollApiKey', { apiKeyId, ...fields }, WITH_SECRET);
}

export function revokeKey(client: GraphQLClient, apiKeyId: string): Promise<Answer> {
  return mutate(client, 'revokeApiKey', { apiKeyId }, `apiKey { ${KEY_FIELDS} }`);
}

/** Code and path of each user error. */
export function faultsOf({ userErrors }: Answer): string[] {
  return userErrors.map(({ code, path }) => `${code} ${(path ?? []).join('.')}`);
}

/** The HTTP status that a secret gets. */
export async function statusAt(url: string, secret: string): Promise<number> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ providers { code } }' });
  return (await fetch(url, { method: 'POST', headers, body })).status;
}
