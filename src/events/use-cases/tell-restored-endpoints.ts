import { programWrite } from '../../platform/program-write';
import { Database } from '../../platform/transactions/database';
import { webhookEvent } from '../domain/webhook-events';
import { lockEndpoint, updateEndpoint } from '../persistence/webhook-endpoints';
import { endpointSubject } from './change-webhook-endpoint';

/**
 * Writes that the restore of a backup has disabled these endpoints: as their reason, in the audit log, and as an event of each, which
 * is sent to nobody before an endpoint is enabled. One that was deleted before is left out.
 */
export function tellRestoredEndpoints(
  database: Database,
  endpointIds: readonly string[],
  now: Date,
): Promise<void> {
  return programWrite(database, now, async ({ sql, journal }) => {
    for (const id of endpointIds) {
      const disabled = await lockEndpoint(sql, id, null);
      if (disabled === null) continue;
      const after = await updateEndpoint(sql, { ...disabled, disabledReason: 'RESTORED' });
      const subject = endpointSubject(id);
      journal.changed(subject, { ...disabled, enabled: true, disabledReason: null }, after);
      const failingSince = after.failingSince?.toISOString() ?? null;
      const told = webhookEvent('webhook.disabled', subject, now, { reason: 'RESTORED', failingSince });
      journal.happened({ ...told, providerId: after.providerId });
    }
  });
}
