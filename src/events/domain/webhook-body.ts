import { toGlobalId } from '../../shared/domain/global-id';
import { Happening, Subject } from '../../shared/domain/journal';

/** What of an event is sent. */
export interface SentEvent extends Pick<Happening, 'type' | 'occurredAt'> {
  /** Its place in the order of all events: later ones have higher ones. It never changes. */
  readonly id: string;
  readonly recordedAt: Date;
  readonly contractId: string | null;
  readonly customerId: string | null;
  readonly providerId: string | null;
  readonly subjectType: Subject['type'];
  readonly subjectId: string;
  readonly data: object;
}

/** The id of an event as the API names it: the same however often it is sent. */
export function webhookIdOf({ id }: Pick<SentEvent, 'id'>): string {
  return toGlobalId('Event', id);
}

/**
 * The body of a delivery as JSON: type, timestamp and data as the Standard Webhooks specification has them, with the ids of what the
 * event is about, null where it belongs to none. The same however often it is sent.
 */
export function webhookBodyOf(event: SentEvent): string {
  const idOf = (type: string, id: string | null) => (id === null ? null : toGlobalId(type, id));
  return JSON.stringify({
    id: webhookIdOf(event),
    type: event.type,
    timestamp: event.occurredAt.toISOString(),
    recordedAt: event.recordedAt.toISOString(),
    contractId: idOf('Contract', event.contractId),
    customerId: idOf('Customer', event.customerId),
    providerId: idOf('Provider', event.providerId),
    subject: { type: event.subjectType, id: toGlobalId(event.subjectType, event.subjectId) },
    data: event.data,
  });
}
