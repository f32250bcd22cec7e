import { RequestContext } from '../../catalog/request-context';
import { failedRule, isAllowed, passed, RuleOutcome } from '../../shared/domain/decision';
import { decideRedeliver, decideRedelivered, MOST_REDELIVERED, Redelivery } from '../domain/webhook-endpoint';
import { queueAgain } from '../persistence/webhook-queue';
import { changeEndpoint, endpointSubject } from './change-webhook-endpoint';

/**
 * Lets an endpoint get events again, under the ids that they had: those of its types that were recorded since an instant, or some by
 * their ids, whatever their types. Returns how many. Throws Refused: NOT_FOUND, also for events that the endpoint may not get,
 * INVALID_STATE where it is disabled, INVALID_INPUT where the events are not named in one way, and for more than 10,000.
 */
export async function redeliverEvents(
  context: RequestContext,
  endpointId: string,
  wanted: Redelivery,
): Promise<number> {
  const { scheduled } = await changeEndpoint(context, endpointId, async ({ sql, journal }, endpoint) => {
    const now = context.clock.now();
    const facts = { endpoint, request: wanted };
    const asked = decideRedeliver(endpoint, wanted, now);
    if (!isAllowed(asked)) journal.recordOrThrow(null, facts, asked);
    const ids = wanted.eventIds && [...new Set(wanted.eventIds)];
    const found = await queueAgain(sql, endpoint, ids ?? wanted.from!, now, MOST_REDELIVERED + 1);
    const room = ids === null ? decideRedelivered(found.length) : decideFound(ids, found);
    journal.recordOrThrow(null, facts, [...asked, room]);
    journal.changed(
      endpointSubject(endpoint.id),
      {},
      { redeliveredFrom: wanted.from, redelivered: found.length },
    );
    return { scheduled: found.length };
  });
  return scheduled;
}

function decideFound(ids: readonly string[], found: readonly string[]): RuleOutcome {
  if (found.length === ids.length) return passed('NOT_FOUND', 'The endpoint may get all of them.');
  const message = 'eventIds holds events that there are not, or that this endpoint may not get.';
  return failedRule('NOT_FOUND', message, ['input', 'eventIds']);
}
