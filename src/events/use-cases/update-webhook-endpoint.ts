import { RequestContext } from '../../catalog/request-context';
import { isPrivateHost } from '../../platform/private-addresses';
import { decideUpdateEndpoint, EndpointChanges } from '../domain/webhook-endpoint';
import { updateEndpoint, WebhookEndpoint } from '../persistence/webhook-endpoints';
import { sendAllNow } from '../persistence/webhook-queue';
import { changeEndpoint, endpointSubject } from './change-webhook-endpoint';

/**
 * Changes where an endpoint leads, what it hears of from now on, or whether it is sent to. While it is disabled its events wait: once
 * it is enabled, or leads elsewhere, they are sent at once. Throws Refused: NOT_FOUND, and INVALID_INPUT where nothing is given, for
 * a URL that cannot be sent to and for unknown types.
 */
export function updateWebhookEndpoint(
  context: RequestContext,
  endpointId: string,
  changes: EndpointChanges,
): Promise<WebhookEndpoint> {
  const { allowsPrivateWebhooks: allowsPrivate, clock } = context;
  return changeEndpoint(context, endpointId, async ({ sql, journal }, before) => {
    const facts = { endpoint: before, request: changes, allowsPrivate };
    journal.recordOrThrow(null, facts, decideUpdateEndpoint(changes, { allowsPrivate, isPrivateHost }));
    const after = await updateEndpoint(sql, changed(before, changes));
    const beginsAnew = after.enabled && (!before.enabled || after.url !== before.url);
    if (beginsAnew) await sendAllNow(sql, after.id, clock.now());
    journal.changed(endpointSubject(after.id), before, after);
    return after;
  });
}

function changed(before: WebhookEndpoint, changes: EndpointChanges): WebhookEndpoint {
  const { url = before.url, enabled = before.enabled } = changes;
  const types = changes.types === undefined ? before.types : [...new Set(changes.types)];
  const forgets = url !== before.url || (enabled && !before.enabled);
  return {
    ...before,
    ...{ url, types, enabled },
    disabledReason: enabled ? null : (before.disabledReason ?? 'BY_HAND'),
    ...(forgets && { failingSince: null, pausedUntil: null }),
  };
}
