import { randomUUID } from 'node:crypto';
import { RequestContext } from '../../catalog/request-context';
import { once } from '../../shared/domain/event-type';
import { decideSendTo } from '../domain/webhook-endpoint';
import { webhookEvent } from '../domain/webhook-events';
import { eventByOnce, RecordedEvent } from '../persistence/events';
import { changeEndpoint, endpointSubject } from './change-webhook-endpoint';

/**
 * Writes an event that only this endpoint gets, whatever its types, and returns it; it is sent as every other. Throws Refused:
 * NOT_FOUND, INVALID_STATE where the endpoint is disabled.
 */
export async function sendTestEvent(context: RequestContext, endpointId: string): Promise<RecordedEvent> {
  const { name } = await changeEndpoint(context, endpointId, ({ journal }, endpoint) => {
    const now = context.clock.now();
    const subject = endpointSubject(endpoint.id);
    journal.recordOrThrow(null, { endpoint }, [decideSendTo(endpoint)]);
    const test = once(webhookEvent('webhook.test', subject, now, {}), randomUUID());
    journal.happened({ ...test, providerId: endpoint.providerId });
    journal.changed(subject, {}, { testedAt: now });
    return Promise.resolve({ name: test.once! });
  });
  return (await eventByOnce(context.database.sql, name))!;
}
