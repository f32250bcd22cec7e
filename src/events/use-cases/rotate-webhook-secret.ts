import { RequestContext } from '../../catalog/request-context';
import { decideRotateSecret } from '../domain/webhook-endpoint';
import { addSecret, endSecrets } from '../persistence/webhook-secrets';
import { changeEndpoint, endpointSubject } from './change-webhook-endpoint';
import { EndpointWithSecret, newSecret, textOfSecret } from './create-webhook-endpoint';

const HOUR_MS = 3_600_000;

/**
 * Gives an endpoint a new secret. Until the overlap is over deliveries are signed with the old ones too, unless those end earlier
 * anyway. Throws Refused: NOT_FOUND, INVALID_INPUT for an overlap out of range.
 */
export async function rotateWebhookSecret(
  context: RequestContext,
  endpointId: string,
  overlapHours: number,
): Promise<EndpointWithSecret> {
  let secret: string | null = null;
  const webhookEndpoint = await changeEndpoint(context, endpointId, async ({ sql, journal }, endpoint) => {
    const now = context.clock.now();
    journal.recordOrThrow(null, { endpoint, overlapHours }, decideRotateSecret(overlapHours));
    const oldUntil = new Date(now.getTime() + overlapHours * HOUR_MS);
    const bytes = newSecret();
    secret = textOfSecret(bytes);
    await endSecrets(sql, endpoint.id, now, oldUntil);
    await addSecret(sql, endpoint.id, bytes);
    journal.changed(endpointSubject(endpoint.id), {}, { oldSecretValidUntil: oldUntil });
    return endpoint;
  });
  return { webhookEndpoint, secret };
}
