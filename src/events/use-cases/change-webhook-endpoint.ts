import { RequestContext } from '../../catalog/request-context';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { lockEndpoint, WebhookEndpoint } from '../persistence/webhook-endpoints';

/**
 * Runs a write about an endpoint that is locked. Throws Refused (NOT_FOUND) where the caller sees none of this id, which
 * is also so once it was deleted.
 */
export function changeEndpoint<T>(
  context: RequestContext,
  endpointId: string,
  change: (unit: UnitOfWork, before: WebhookEndpoint) => Promise<T>,
): Promise<T> {
  return context.write(async (unit) => {
    unit.willLock(`webhook endpoint ${endpointId}`);
    const before = await lockEndpoint(unit.sql, endpointId, context.scope.providerId);
    if (before !== null) return change(unit, before);
    throw new Refused([
      ruleBroken('NOT_FOUND', 'There is no such webhook endpoint.', ['input', 'endpointId']),
    ]);
  });
}

/** The endpoint as the audit log names it. */
export const endpointSubject = (id: string) => ({ type: 'WebhookEndpoint' as const, id, contractId: null });
