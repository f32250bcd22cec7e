import { IncidentEventKind } from './incident-history';
import { IncidentStatus } from './incident-status';

export const INCIDENT_ACTIONS = [
  'FIRST_RESPONSE',
  'ESCALATE',
  'AWAIT',
  'RESUME',
  'RESOLVE',
  'CLOSE',
  'VOID',
  'LINK_BUG',
] as const;
export type IncidentAction = (typeof INCIDENT_ACTIONS)[number];

/** What may be done with an incident, from where, and where it leads. */
export interface Transition {
  readonly from: readonly IncidentStatus[];
  /** Null: it stays where it is. */
  readonly to: IncidentStatus | null;
  readonly event: IncidentEventKind;
  /** As in "it can be …". */
  readonly participle: string;
}

const OPEN: readonly IncidentStatus[] = ['NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER'];
const NOT_VOIDED: readonly IncidentStatus[] = [...OPEN, 'RESOLVED', 'CLOSED'];

/** The life of an incident. Whatever is not in this table cannot be done. Domain section 4. */
export const TRANSITIONS: Readonly<Record<IncidentAction, Transition>> = {
  FIRST_RESPONSE: {
    from: ['NEW'],
    to: 'IN_PROGRESS',
    event: 'FIRST_RESPONSE',
    participle: 'answered for the first time',
  },
  ESCALATE: { from: OPEN, to: null, event: 'ESCALATED', participle: 'escalated' },
  AWAIT: {
    from: ['IN_PROGRESS'],
    to: 'WAITING_FOR_CUSTOMER',
    event: 'WAITING_FOR_CUSTOMER',
    participle: 'left waiting for the customer',
  },
  RESUME: { from: ['WAITING_FOR_CUSTOMER'], to: 'IN_PROGRESS', event: 'RESUMED', participle: 'resumed' },
  RESOLVE: {
    from: ['IN_PROGRESS', 'WAITING_FOR_CUSTOMER'],
    to: 'RESOLVED',
    event: 'RESOLVED',
    participle: 'resolved',
  },
  CLOSE: { from: ['RESOLVED'], to: 'CLOSED', event: 'CLOSED', participle: 'closed' },
  VOID: { from: NOT_VOIDED, to: 'VOIDED', event: 'VOIDED', participle: 'voided' },
  LINK_BUG: { from: NOT_VOIDED, to: null, event: 'BUG_LINKED', participle: 'linked to a bug' },
};
