import { GraphQLClient } from 'graphql-request';
import { mutate } from '../support/mutate';
import { MutationCase } from '../support/mutation-case';

const KEY = 'apiKey { id name prefix role createdBy expiresAt revokedAt provider { code } }';

async function keyIn(admin: GraphQLClient): Promise<{ apiKeyId: string }> {
  const { apiKey } = await mutate(admin, 'createApiKey', { name: 'Desk', role: 'SALES' }, KEY);
  return { apiKeyId: apiKey.id };
}

/** The mutations of keys, as `EVERY_MUTATION` has them. */
export const KEY_MUTATIONS: Readonly<Record<string, MutationCase>> = {
  createApiKey: {
    selection: KEY,
    accepted: () => Promise.resolve({ name: 'Night shift', role: 'SUPPORT', providerCode: 'op5' }),
    refused: (accepted) => Promise.resolve({ ...accepted, expiresAt: '2020-01-01T00:00:00Z' }),
    refusal: 'INVALID_INPUT',
  },
  rollApiKey: {
    selection: KEY,
    accepted: keyIn,
    refused: (accepted) => Promise.resolve({ ...accepted, overlapHours: 73 }),
    refusal: 'INVALID_INPUT',
  },
  revokeApiKey: { selection: KEY, accepted: keyIn, refusal: 'INVALID_STATE' },
};
