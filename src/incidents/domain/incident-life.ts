import { DateTime } from 'luxon';
import { failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { addDays, dateAt, LocalDate } from '../../shared/domain/local-date';

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

export const INCIDENT_EVENT_KINDS = [
  'RECEIVED',
  'FIRST_RESPONSE',
  'ESCALATED',
  'WAITING_FOR_CUSTOMER',
  'RESUMED',
  'RESOLVED',
  'REOPENED',
  'CLOSED',
  'CLOSED_UNANSWERED',
  'VOIDED',
  'BUG_LINKED',
  'NOTE',
  'CORRECTED',
] as const;
export type IncidentEventKind = (typeof INCIDENT_EVENT_KINDS)[number];

export const INCIDENT_ACTIONS = [
  'FIRST_RESPONSE',
  'ESCALATE',
  'AWAIT',
  'RESUME',
  'RESOLVE',
  'CLOSE',
  'VOID',
  'LINK_BUG',
  'REOPEN',
  'NOTE',
  'CORRECT',
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
const NOT_CLOSED: readonly IncidentStatus[] = [...OPEN, 'RESOLVED'];
const NOT_VOIDED: readonly IncidentStatus[] = [...NOT_CLOSED, 'CLOSED'];

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
  REOPEN: { from: ['RESOLVED'], to: 'IN_PROGRESS', event: 'REOPENED', participle: 'reopened' },
  NOTE: { from: NOT_CLOSED, to: null, event: 'NOTE', participle: 'given a note' },
  CORRECT: { from: NOT_CLOSED, to: null, event: 'CORRECTED', participle: 'corrected' },
};

/** Six weeks. */
const DAYS_TO_ANSWER = 42;

/**
 * When an incident closes by itself that waits for the customer since an instant: at the same local time six weeks
 * later, in the contract's time zone. Domain section 4.
 */
export function closesUnansweredAt(since: Date, timeZone: string): Date {
  return daysFrom(since, DAYS_TO_ANSWER, timeZone);
}

/** One week. */
const DAYS_OF_WARNING = 7;

/** When the customer is warned of a closing for want of an answer: a week before, at the same local time. Domain section 4. */
export function closingWarningAt(closesAt: Date, timeZone: string): Date {
  return daysFrom(closesAt, -DAYS_OF_WARNING, timeZone);
}

function daysFrom(instant: Date, days: number, timeZone: string): Date {
  return DateTime.fromJSDate(instant, { zone: timeZone }).plus({ days }).toJSDate();
}

/** Two weeks. */
const DAYS_TO_REOPEN = 14;

/** The last date, in the provider's time zone, on which an incident that was resolved at an instant can be reopened. */
export function lastDayToReopen(resolvedAt: Date, timeZone: string): LocalDate {
  return addDays(dateAt(resolvedAt, timeZone), DAYS_TO_REOPEN);
}

type Resolved = Living & { readonly resolvedAt: Date | null };

/**
 * Passes for an incident that is RESOLVED, until the end of the 14th calendar day after it was. RESOLVED never closes
 * by itself, so the days are counted, whatever else happened. Domain section 4.
 */
export function decideReopening(incident: Resolved, now: Date, timeZone: string): RuleOutcome {
  const transition = decideTransition(incident, 'REOPEN');
  if (transition.outcome === 'FAILED' || incident.resolvedAt === null) return transition;
  const last = lastDayToReopen(incident.resolvedAt, timeZone);
  if (dateAt(now, timeZone) <= last) return transition;
  const message = `${incident.reference} was resolved on ${dateAt(incident.resolvedAt, timeZone)} and could be reopened until ${last}; submit a new request.`;
  return failedRule('INVALID_STATE', message, ['input', 'incidentId']);
}

/** The last line of support: nobody is left to escalate to. Domain section 4. */
export const LAST_LINE = 3;

/** What changes in the life of an incident. */
export interface IncidentLife extends WrittenStatus {
  readonly supportLine: number;
  readonly resolvedAt: Date | null;
  readonly voidedAt: Date | null;
}

type Living = Pick<IncidentLife, 'status' | 'supportLine'> & { readonly reference: string };

/**
 * Passes where the table of transitions allows the action in the present status, and there is a further line to
 * escalate to. A refusal tells what can be done instead. Domain section 4.
 */
export function decideTransition(incident: Living, action: IncidentAction): RuleOutcome {
  const { reference, status } = incident;
  const { participle } = TRANSITIONS[action];
  const possible = possibleActions(incident);
  if (possible.includes(action)) return passed('INVALID_STATE', `${reference} can be ${participle}.`);
  const instead = possible.map((each) => TRANSITIONS[each].participle).join(', ');
  const message = `${reference} is ${status} at support line ${incident.supportLine} and cannot be ${participle}; it can be: ${instead || 'nothing more'}.`;
  return failedRule('INVALID_STATE', message, ['input', 'incidentId']);
}

/** Every action that the incident is open to, in the order of the table. */
export function possibleActions({ status, supportLine }: Omit<Living, 'reference'>): IncidentAction[] {
  return INCIDENT_ACTIONS.filter((action) => {
    const hasFurtherLine = action !== 'ESCALATE' || supportLine < LAST_LINE;
    return TRANSITIONS[action].from.includes(status) && hasFurtherLine;
  });
}

/** The life after an action that was allowed. One that goes on waiting keeps the instant at which it closes. */
export function lifeAfter(
  before: IncidentLife,
  action: IncidentAction,
  at: Date,
  timeZone: string,
): IncidentLife {
  const status: IncidentStatus = TRANSITIONS[action].to ?? before.status;
  return {
    status,
    supportLine: before.supportLine + (action === 'ESCALATE' ? 1 : 0),
    closesAt:
      status === 'WAITING_FOR_CUSTOMER' ? (before.closesAt ?? closesUnansweredAt(at, timeZone)) : null,
    resolvedAt: resolvedAtAfter(before, action, at),
    voidedAt: status === 'VOIDED' ? at : null,
  };
}

function resolvedAtAfter({ resolvedAt }: IncidentLife, action: IncidentAction, at: Date): Date | null {
  if (action === 'RESOLVE') return at;
  return action === 'REOPEN' ? null : resolvedAt;
}

/** How bad the bug behind an incident is. Fixes of a CRASH or a BLOCK are made on request. Domain section 3, Bugs. */
export const BUG_SEVERITIES = ['CRASH', 'BLOCK', 'OTHER'] as const;
export type BugSeverity = (typeof BUG_SEVERITIES)[number];
