import { randomBytes } from 'node:crypto';
import { RequestContext } from '../../catalog/request-context';
import { allEnded } from '../../platform/all-ended';
import { isPrivateHost } from '../../platform/private-addresses';
import { decideCreateEndpoint, NewEndpoint } from '../domain/webhook-endpoint';
import { startConsumer } from '../persistence/event-consumers';
import { insertEndpoint, lockedCountOfEndpoints, WebhookEndpoint } from '../persistence/webhook-endpoints';
import { consumerOf } from '../persistence/webhook-queue';
import { addSecret } from '../persistence/webhook-secrets';
import { endpointSubject } from './change-webhook-endpoint';

/** An endpoint, and what its receiver verifies deliveries with: seen this once, and null where a retry is answered. */
export interface EndpointWithSecret {
  readonly webhookEndpoint: WebhookEndpoint;
  readonly secret: string | null;
}

/**
 * Makes an endpoint, by default for the provider that its maker is bound to. It hears of what comes after it. Throws Refused:
 * INVALID_INPUT for a URL that cannot be sent to and for unknown types, NOT_FOUND for a provider that the maker does not
 * see, INVALID_STATE where there are too many. Domain section 12.
 */
export async function createWebhookEndpoint(
  context: RequestContext,
  input: NewEndpoint,
): Promise<EndpointWithSecret> {
  const { caller, clock, allowsPrivateWebhooks: allowsPrivate } = context;
  let secret: string | null = null;
  const webhookEndpoint = await context.write(async ({ sql, journal }) => {
    const wanted = { ...input, providerId: input.providerId ?? caller.providerId };
    const count = await lockedCountOfEndpoints(sql, wanted.providerId);
    const facts = { count, makersProviderId: caller.providerId, allowsPrivate };
    journal.recordOrThrow(
      null,
      { request: wanted, ...facts },
      decideCreateEndpoint(wanted, { ...facts, isPrivateHost }),
    );
    const made = { ...wanted, types: [...new Set(wanted.types)], enabled: true, createdAt: clock.now() };
    const written = await insertEndpoint(sql, made);
    const bytes = newSecret();
    secret = textOfSecret(bytes);
    await allEnded(addSecret(sql, written.id, bytes), startConsumer(sql, consumerOf(written.id)));
    journal.created(endpointSubject(written.id), made);
    return written;
  });
  return { webhookEndpoint, secret };
}

export function newSecret(): Buffer {
  return randomBytes(32);
}

/** A secret as the libraries of Standard Webhooks take it. */
export function textOfSecret(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`;
}
