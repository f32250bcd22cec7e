export const INCIDENT_STATUSES = [
  'NEW',
  'IN_PROGRESS',
  'WAITING_FOR_CUSTOMER',
  'RESOLVED',
  'CLOSED',
  'VOIDED',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

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
