import { incidentStatusAt, WrittenStatus } from './incident-status';

export const INCIDENT_EVENT_KINDS = [
  'RECEIVED',
  'FIRST_RESPONSE',
  'ESCALATED',
  'WAITING_FOR_CUSTOMER',
  'RESUMED',
  'RESOLVED',
  'CLOSED',
  'CLOSED_UNANSWERED',
  'VOIDED',
  'BUG_LINKED',
] as const;
export type IncidentEventKind = (typeof INCIDENT_EVENT_KINDS)[number];

/** One step in the life of an incident: what, when, why and by whom. */
export interface IncidentEvent {
  readonly at: Date;
  readonly kind: IncidentEventKind;
  readonly note: string | null;
  /** Name of the API key that did it; null: it happened by itself. */
  readonly actor: string | null;
}

/** The closing for want of an answer that has come to pass by an instant and is not written yet; null: there is none. */
export function unwrittenClosing(incident: WrittenStatus, at: Date): IncidentEvent | null {
  const { closesAt } = incident;
  if (closesAt === null || incidentStatusAt(incident, at) !== 'CLOSED') return null;
  return { at: closesAt, kind: 'CLOSED_UNANSWERED', note: null, actor: null };
}

/** The written steps and, after them, the closing that is not written yet: the same before and after it is. */
export function historyAt(
  incident: WrittenStatus,
  written: readonly IncidentEvent[],
  at: Date,
): readonly IncidentEvent[] {
  const closing = unwrittenClosing(incident, at);
  // It may have been written between the reading of the incident and that of its history.
  const isWritten = written.some((event) => event.kind === 'CLOSED_UNANSWERED');
  return closing === null || isWritten ? written : [...written, closing];
}
