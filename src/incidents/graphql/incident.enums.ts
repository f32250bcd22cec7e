import { registerEnumType } from 'type-graphql';
import { FirstResponseKind } from '../domain/first-response';
import {
  BugSeverity,
  INCIDENT_EVENT_KINDS,
  IncidentEventKind,
  IncidentStatus,
} from '../domain/incident-life';
import { IncidentOrder } from '../persistence/incidents-page';

export const IncidentStatusEnum: Record<IncidentStatus, IncidentStatus> = {
  NEW: 'NEW',
  IN_PROGRESS: 'IN_PROGRESS',
  WAITING_FOR_CUSTOMER: 'WAITING_FOR_CUSTOMER',
  RESOLVED: 'RESOLVED',
  CLOSED: 'CLOSED',
  VOIDED: 'VOIDED',
};
export const IncidentOrderEnum: Record<IncidentOrder, IncidentOrder> = {
  RECORDED: 'RECORDED',
  RECORDED_DESC: 'RECORDED_DESC',
  RECEIVED_DESC: 'RECEIVED_DESC',
  RESPONSE_DUE: 'RESPONSE_DUE',
  PRIORITY: 'PRIORITY',
};
export const FirstResponseKindEnum: Record<FirstResponseKind, FirstResponseKind> = {
  STARTED: 'STARTED',
  INFORMATION_NEEDED: 'INFORMATION_NEEDED',
  SOLUTION_PROPOSED: 'SOLUTION_PROPOSED',
};
export const IncidentEventKindEnum = Object.fromEntries(
  INCIDENT_EVENT_KINDS.map((kind) => [kind, kind]),
) as Record<IncidentEventKind, IncidentEventKind>;

export const BugSeverityEnum: Record<BugSeverity, BugSeverity> = {
  CRASH: 'CRASH',
  BLOCK: 'BLOCK',
  OTHER: 'OTHER',
};

registerEnumType(IncidentStatusEnum, {
  name: 'IncidentStatus',
  description: 'Where an incident stands in its life.',
  valuesConfig: {
    NEW: { description: 'Accepted; nobody has responded yet.' },
    IN_PROGRESS: { description: 'Support has responded and works on it.' },
    WAITING_FOR_CUSTOMER: {
      description: 'Support needs an answer from the customer; closed by itself after six weeks without one.',
    },
    RESOLVED: { description: 'The problem is solved.' },
    CLOSED: { description: 'Over, after its resolution or for want of an answer.' },
    VOIDED: { description: 'Withdrawn; it no longer counts in the yearly quota.' },
  },
});

registerEnumType(IncidentOrderEnum, {
  name: 'IncidentOrder',
  description: 'In which order incidents are listed.',
  valuesConfig: {
    RECORDED: { description: 'In the order in which they were recorded.' },
    RECORDED_DESC: { description: 'Those recorded last first.' },
    RECEIVED_DESC: { description: 'Those received last first, however late they were recorded.' },
    PRIORITY: {
      description:
        'Those with priority first, then the first response that is due soonest; those without a promise last.',
    },
    RESPONSE_DUE: {
      description: 'The first response that is due soonest first; those without a promise last.',
    },
  },
});

registerEnumType(BugSeverityEnum, {
  name: 'BugSeverity',
  description: 'How bad a bug is.',
  valuesConfig: {
    CRASH: { description: 'The software crashes. Fixed on request, with reasonable effort.' },
    BLOCK: { description: 'Work cannot go on. Fixed on request, with reasonable effort.' },
    OTHER: { description: 'Any other bug.' },
  },
});

registerEnumType(FirstResponseKindEnum, {
  name: 'FirstResponseKind',
  description: 'What a first response is.',
  valuesConfig: {
    STARTED: { description: 'It confirms that support has started.' },
    INFORMATION_NEEDED: { description: 'It asks for information.' },
    SOLUTION_PROPOSED: { description: 'It proposes a solution.' },
  },
});

registerEnumType(IncidentEventKindEnum, {
  name: 'IncidentEventKind',
  description: 'What a step in the life of an incident is.',
  valuesConfig: {
    RECEIVED: { description: 'It was taken, and a first response was promised by `responseDueAt`.' },
    FIRST_RESPONSE: { description: 'Support responded for the first time.' },
    ESCALATED: { description: 'It was handed to the next line of support.' },
    WAITING_FOR_CUSTOMER: { description: 'The customer was asked something.' },
    RESUMED: { description: 'The customer answered.' },
    RESOLVED: { description: 'The problem was solved.' },
    REOPENED: { description: 'The problem was back.' },
    CLOSED: { description: 'Support closed it.' },
    CLOSED_UNANSWERED: { description: 'It closed by itself after six weeks without an answer.' },
    VOIDED: { description: 'It was withdrawn, and gave its unit of the quota back.' },
    BUG_LINKED: { description: 'It was linked to a bug.' },
    NOTE: { description: 'A note was added.' },
    CORRECTED: {
      description:
        'What was reported was corrected; `responseDueAt` is the new promise, where the impact was.',
    },
  },
});
