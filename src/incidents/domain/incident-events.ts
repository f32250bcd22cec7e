import { IMPACTS } from '../../catalog/domain/plan';
import { thresholdsReached } from '../../contracts/domain/quota-thresholds';
import {
  DataOf,
  EventType,
  eventsOf,
  flag,
  instant,
  number,
  once,
  oneOf,
  orNull,
  text,
} from '../../shared/domain/event-type';
import { toGlobalId } from '../../shared/domain/global-id';
import { Happening } from '../../shared/domain/journal';
import { IncidentEvent } from './incident-history';
import { closingWarningAt, INCIDENT_STATUSES, IncidentStatus } from './incident-life';

/** What every event of an incident holds: the incident after it. */
const INCIDENT = {
  reference: text('The reference number.'),
  contactId: text('Id of the named contact who reported it.'),
  status: oneOf(INCIDENT_STATUSES, 'The status after the event.'),
  impact: oneOf(IMPACTS, 'The impact that counts.'),
  supportLine: number('The line of support that has it: 1, 2 or 3.'),
  responseDueAt: orNull(instant('When the first response is due; null: none is promised.')),
} as const;

const of = <Data extends EventType['data']>(description: string, data: Data) => ({
  description,
  data: { ...INCIDENT, ...data },
});

/** Every type of event of an incident. Domain sections 4 and 12. */
export const INCIDENT_EVENTS = {
  'incident.received': of('An incident was accepted.', {}),
  'incident.responded': of('The first response was given.', {
    respondedAt: instant('When it was given.'),
    responseMet: orNull(flag('Whether it was in time; null: none was promised.')),
  }),
  'incident.question_asked': of('The incident waits for an answer of the customer.', {
    closesAt: instant('When it closes by itself without one.'),
  }),
  'incident.resumed': of('The question was answered: work goes on.', {}),
  'incident.escalated': of('The incident went to the next line of support.', {}),
  'incident.resolved': of('The problem was solved.', {}),
  'incident.reopened': of('The problem is back: work goes on.', {}),
  'incident.closed': of('The incident is closed for good.', {
    byItself: flag('Whether that was for want of an answer.'),
  }),
  'incident.voided': of('The incident was taken back, and gave its unit of quota back.', {
    duplicateOfId: orNull(text('Id of the incident that goes on; null: it is no duplicate.')),
  }),
  'incident.impact_corrected': of('The impact was corrected, and with it what is promised.', {
    previousImpact: oneOf(IMPACTS, 'The impact before.'),
    previousResponseDueAt: orNull(instant('The promise before; null: none was made.')),
  }),
  'incident.corrected': of('Facts other than the impact were corrected.', {}),
  'incident.bug_linked': of('The bug behind the incident was named.', {}),
  'incident.note_added': of('A note to the customer was added; internal ones are not told.', {}),
  'incident.response_due_soon': of('A quarter of the working time for the first response is left.', {}),
  'incident.response_breached': of('The first response was not given in time.', {}),
  'incident.closing_soon': of('Without an answer of the customer the incident closes in a week.', {
    closesAt: instant('When it closes by itself.'),
  }),
} as const satisfies Readonly<Record<string, EventType>>;

export type IncidentEventType = keyof typeof INCIDENT_EVENTS;

type Data<Type extends IncidentEventType> = Omit<
  DataOf<(typeof INCIDENT_EVENTS)[Type]>,
  keyof typeof INCIDENT
>;

/** What the events of an incident tell of it. */
export interface ToldIncident {
  readonly id: string;
  readonly contractId: string;
  readonly contactId: string;
  readonly reference: string;
  readonly status: IncidentStatus;
  readonly impact: string;
  readonly supportLine: number;
  readonly responseDueAt: Date | null;
}

const happenedTo = eventsOf<typeof INCIDENT_EVENTS>('Incident');

/** An event of the incident, which is told as it is after it. */
export function incidentHappened<Type extends IncidentEventType>(
  type: Type,
  incident: ToldIncident,
  occurredAt: Date,
  data: Data<Type>,
): Happening {
  const { reference, status, impact, supportLine, responseDueAt } = incident;
  const contactId = toGlobalId('NamedContact', incident.contactId);
  const told = { reference, contactId, status, impact, supportLine };
  const whole = { ...told, responseDueAt: responseDueAt?.toISOString() ?? null, ...data };
  return happenedTo(type, incident, occurredAt, whole as DataOf<(typeof INCIDENT_EVENTS)[Type]>);
}

/** What the accepted one adds to the incident that was made of it. */
interface Opening {
  readonly incident: { readonly recordedAt: Date; readonly receivedAt: Date };
  readonly year: { readonly number: number };
  readonly yearlyLimit: number | null;
  readonly contractNumber: string;
  /** With this one. */
  readonly usedInYear: number;
}

/** What an accepted request tells others: that it was received, then the thresholds of its quota that it reached. */
export function openingHappened(opening: Opening, incident: ToldIncident): readonly Happening[] {
  const { recordedAt, receivedAt } = opening.incident;
  const use = {
    contract: { id: incident.contractId, number: opening.contractNumber },
    quota: 'INCIDENTS',
    contractYear: opening.year.number,
    limit: opening.yearlyLimit,
    used: opening.usedInYear,
  } as const;
  const received = incidentHappened('incident.received', incident, receivedAt, {});
  return [received, ...thresholdsReached(use, recordedAt)];
}

interface SteppedIncident extends ToldIncident {
  readonly firstRespondedAt: Date | null;
  readonly responseMet: boolean | null;
  readonly closesAt: Date | null;
  readonly duplicateOfId: string | null;
}

/** What a step of an incident's history tells others, in order; nothing, where it is an internal note. Domain section 4. */
export function stepHappened(
  before: SteppedIncident,
  after: SteppedIncident,
  { kind, at, internal }: IncidentEvent,
): readonly Happening[] {
  const happened = <Type extends IncidentEventType>(type: Type, data: Data<Type>) => [
    incidentHappened(type, after, at, data),
  ];
  switch (kind) {
    case 'RECEIVED':
      return happened('incident.received', {});
    case 'FIRST_RESPONSE':
      return [
        ...(after.responseMet === false ? [breached(after, after.responseDueAt!)] : []),
        ...happened('incident.responded', {
          respondedAt: after.firstRespondedAt!.toISOString(),
          responseMet: after.responseMet,
        }),
      ];
    case 'WAITING_FOR_CUSTOMER':
      return happened('incident.question_asked', { closesAt: after.closesAt!.toISOString() });
    case 'RESUMED':
      return happened('incident.resumed', {});
    case 'ESCALATED':
      return happened('incident.escalated', {});
    case 'RESOLVED':
      return happened('incident.resolved', {});
    case 'REOPENED':
      return happened('incident.reopened', {});
    case 'CLOSED':
    case 'CLOSED_UNANSWERED':
      return happened('incident.closed', { byItself: kind === 'CLOSED_UNANSWERED' });
    case 'VOIDED': {
      const { duplicateOfId } = after;
      return happened('incident.voided', {
        duplicateOfId: duplicateOfId && toGlobalId('Incident', duplicateOfId),
      });
    }
    case 'CORRECTED':
      if (before.impact === after.impact) return happened('incident.corrected', {});
      return happened('incident.impact_corrected', {
        previousImpact: before.impact,
        previousResponseDueAt: before.responseDueAt?.toISOString() ?? null,
      });
    case 'BUG_LINKED':
      return happened('incident.bug_linked', {});
    case 'NOTE':
      return internal ? [] : happened('incident.note_added', {});
  }
}

/** The first whole second after the promise: a response within the second that was promised is in time. Domain section 9. */
function breached(incident: ToldIncident, dueAt: Date): Happening {
  const at = new Date((Math.floor(dueAt.getTime() / 1000) + 1) * 1000);
  return once(incidentHappened('incident.response_breached', incident, at, {}), dueAt.toISOString());
}

/** What time alone does with an incident that waits for its first response, or for the customer. */
export interface TimedIncident extends ToldIncident {
  /** When a quarter of the working time for the first response is left; null: not known, or nothing is promised. */
  readonly responseDueSoonAt: Date | null;
  readonly closesAt: Date | null;
  /** The provider's, of the contract's dates. */
  readonly timeZone: string;
}

/**
 * All that time alone tells of an incident that stays as it is, in order, past and to come: each once for its promise, or
 * for its closing. Domain sections 4 and 12.
 */
export function timedEvents(incident: TimedIncident): readonly Happening[] {
  const { status, responseDueAt, responseDueSoonAt, closesAt, timeZone } = incident;
  if (status === 'WAITING_FOR_CUSTOMER' && closesAt !== null) {
    const [at, closes] = [closingWarningAt(closesAt, timeZone), closesAt.toISOString()];
    return [once(incidentHappened('incident.closing_soon', incident, at, { closesAt: closes }), closes)];
  }
  if (status !== 'NEW' || responseDueAt === null) return [];
  const soon =
    responseDueSoonAt &&
    once(
      incidentHappened('incident.response_due_soon', incident, responseDueSoonAt, {}),
      responseDueAt.toISOString(),
    );
  return [...(soon ? [soon] : []), breached(incident, responseDueAt)];
}
