import { programWrite } from '../../platform/program-write';
import { Database } from '../../platform/transactions/database';
import { webhookEvent } from '../domain/webhook-events';
import { Attempt, disabledBy, retryAfterFailure } from '../domain/webhook-retry';
import { recordFailure, recordSuccess } from '../persistence/webhook-deliveries';
import { lockEndpoint, updateEndpoint } from '../persistence/webhook-endpoints';
import { ClaimedMessage } from '../persistence/webhook-queue';
import { endpointSubject } from './change-webhook-endpoint';

/** An attempt with when it began and how long it took. */
export interface TimedAttempt extends Attempt {
  readonly at: Date;
  readonly durationMs: number;
}

/**
 * Writes what came of sending a message: it is off the queue, comes again by the schedule, or is given up, after which the next one
 * of its contract is sent. Where the endpoint is gone, or has failed for five days, it is disabled and others are told.
 */
export async function recordWebhookAttempt(
  database: Database,
  message: ClaimedMessage,
  attempt: TimedAttempt,
  { lease, now, random }: { readonly lease: string; readonly now: Date; readonly random: number },
): Promise<void> {
  const { endpointId, id: position } = message;
  const { at, status, error, durationMs } = attempt;
  const failures = message.attempts + 1;
  const logged = { endpointId, position, attempt: failures, at, status, error, durationMs };
  if (error === null) return recordSuccess(database.sql, { ...logged, nextAttemptAt: null }, lease);
  const { at: nextAttemptAt, pausedUntil } = retryAfterFailure(attempt, failures, now, random);
  const delivery = { ...logged, nextAttemptAt };
  const failingSince = await recordFailure(database.sql, delivery, lease, pausedUntil);
  const reason = disabledBy(attempt, failingSince, now);
  if (reason !== null) await disable(database, endpointId, reason, now);
}

function disable(
  database: Database,
  id: string,
  disabledReason: 'GONE' | 'FAILING',
  now: Date,
): Promise<void> {
  return programWrite(database, now, async ({ sql, journal }) => {
    const before = await lockEndpoint(sql, id, null);
    if (before === null || !before.enabled || before.failingSince === null) return;
    const after = await updateEndpoint(sql, { ...before, enabled: false, disabledReason });
    const subject = endpointSubject(id);
    journal.changed(subject, before, after);
    const failingSince = before.failingSince.toISOString();
    const told = webhookEvent('webhook.disabled', subject, now, { reason: disabledReason, failingSince });
    journal.happened({ ...told, providerId: before.providerId });
  });
}
