import { setTimeout as sleep } from 'node:timers/promises';
import { RequestContext } from '../../catalog/request-context';
import { allEnded } from '../../platform/all-ended';
import { endConsumer } from '../persistence/event-consumers';
import { updateEndpoint, WebhookEndpoint } from '../persistence/webhook-endpoints';
import { consumerOf, countInFlight, dropMessages } from '../persistence/webhook-queue';
import { forgetSecrets } from '../persistence/webhook-secrets';
import { changeEndpoint, endpointSubject } from './change-webhook-endpoint';

const LOOK_AGAIN_MS = 50;

/**
 * Deletes an endpoint with its secrets and all that waits for it. It returns once no process is sending to it any more, which takes
 * seconds at most: nothing comes after that. Throws Refused (NOT_FOUND).
 */
export async function deleteWebhookEndpoint(
  context: RequestContext,
  endpointId: string,
): Promise<WebhookEndpoint> {
  const { clock, database } = context;
  const deleted = await changeEndpoint(context, endpointId, async ({ sql, journal }, before) => {
    journal.recordOrThrow(null, { endpoint: before }, []);
    await endConsumer(sql, consumerOf(before.id));
    const gone = {
      enabled: false,
      disabledReason: before.disabledReason ?? 'BY_HAND',
      deletedAt: clock.now(),
    };
    const after = await updateEndpoint(sql, { ...before, ...gone });
    await allEnded(forgetSecrets(sql, after.id), dropMessages(sql, after.id));
    journal.changed(endpointSubject(after.id), before, after);
    return after;
  });
  // A process that is sending stops when it renews its lease; that of one that has died ends by itself.
  while ((await countInFlight(database.sql, endpointId)) > 0) await sleep(LOOK_AGAIN_MS);
  await dropMessages(database.sql, endpointId);
  return deleted;
}
