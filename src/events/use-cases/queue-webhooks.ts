import { Database } from '../../platform/transactions/database';
import { EVERY_TYPE } from '../domain/webhook-endpoint';
import { RecordedEvent } from '../persistence/events';
import { consumerOf, EndpointBehind, endpointsBehind, queueMessages } from '../persistence/webhook-queue';
import { walkEvents } from './walk-events';

/** Small steps, so that no endpoint waits long for another. */
const STEP = 500;

/**
 * Queues the next events for every endpoint that has not heard of them, each once however many processes do this. Returns
 * whether there may be more.
 */
export async function queueWebhooks(database: Database, now: Date): Promise<boolean> {
  let isMore = false;
  for (const endpoint of await endpointsBehind(database.sql)) {
    const walked = await walkEvents(database, consumerOf(endpoint.id), STEP, async ({ sql }, events) => {
      const positions = events.filter((event) => hearsOf(endpoint, event)).map(({ id }) => id);
      if (positions.length > 0) await queueMessages(sql, endpoint.id, positions, now);
    });
    isMore ||= walked === STEP;
  }
  return isMore;
}

/** A test event is for the endpoint alone that it is about. */
function hearsOf(endpoint: EndpointBehind, event: RecordedEvent): boolean {
  if (event.type === 'webhook.test') return event.subjectId === endpoint.id;
  if (endpoint.providerId !== null && endpoint.providerId !== event.providerId) return false;
  return endpoint.types[0] === EVERY_TYPE || endpoint.types.includes(event.type);
}
