export const INCIDENT_STATUSES = [
  'NEW',
  'IN_PROGRESS',
  'WAITING_FOR_CUSTOMER',
  'RESOLVED',
  'CLOSED',
  'VOIDED',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** What the status at an instant is derived from. */
export interface WrittenStatus {
  readonly status: IncidentStatus;
  /** Set while it waits for the customer: when it closes by itself. */
  readonly closesAt: Date | null;
}

/**
 * The status at an instant since the last change: waiting for the customer on [change, closesAt), CLOSED from then on,
 * whether or not anything ran to write it down. Domain section 4.
 */
export function incidentStatusAt({ status, closesAt }: WrittenStatus, at: Date): IncidentStatus {
  return closesAt !== null && closesAt <= at ? 'CLOSED' : status;
}
