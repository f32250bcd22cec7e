import { GraphQLClient } from 'graphql-request';
import { mutate } from '../support/mutate';
import { MutationCase } from '../support/mutation-case';

const ENDPOINT = 'webhookEndpoint { id url types enabled disabledReason createdAt provider { code } }';

/** An endpoint of it-novum, outside this machine: nothing is sent to it. */
export async function endpointIn(admin: GraphQLClient): Promise<{ endpointId: string }> {
  const input = { url: 'https://example.com/ambit', types: ['incident.received'], providerCode: 'it-novum' };
  const { webhookEndpoint } = await mutate(admin, 'createWebhookEndpoint', input, ENDPOINT);
  return { endpointId: webhookEndpoint.id };
}

async function disabled(accepted: object, admin: GraphQLClient): Promise<object> {
  const { endpointId } = accepted as { endpointId: string };
  await mutate(admin, 'updateWebhookEndpoint', { endpointId, enabled: false });
  return accepted;
}

/** The mutations of webhook endpoints, as `EVERY_MUTATION` has them. */
export const WEBHOOK_MUTATIONS: Readonly<Record<string, MutationCase>> = {
  createWebhookEndpoint: {
    selection: ENDPOINT,
    accepted: () => Promise.resolve({ url: 'https://example.com/ambit', providerCode: 'op5' }),
    refused: (accepted) => Promise.resolve({ ...accepted, url: 'https://localhost/ambit' }),
    refusal: 'INVALID_INPUT',
  },
  updateWebhookEndpoint: {
    selection: ENDPOINT,
    accepted: async (admin) => ({
      ...(await endpointIn(admin)),
      url: 'https://example.com/other',
      enabled: false,
    }),
    refused: (accepted) => Promise.resolve({ ...accepted, types: [] }),
    refusal: 'INVALID_INPUT',
  },
  rotateWebhookSecret: {
    selection: ENDPOINT,
    accepted: endpointIn,
    refused: (accepted) => Promise.resolve({ ...accepted, overlapHours: 73 }),
    refusal: 'INVALID_INPUT',
  },
  sendTestEvent: {
    selection: 'event { type subject { id } }',
    accepted: endpointIn,
    refused: disabled,
    refusal: 'INVALID_STATE',
  },
  redeliverEvents: {
    selection: 'scheduled',
    accepted: async (admin) => ({ ...(await endpointIn(admin)), from: '2026-06-01T00:00:00Z' }),
    refused: (accepted) => Promise.resolve({ ...accepted, from: '2026-12-01T00:00:00Z' }),
    refusal: 'INVALID_INPUT',
  },
  deleteWebhookEndpoint: { selection: ENDPOINT, accepted: endpointIn, refusal: 'NOT_FOUND' },
};
