import { registerEnumType } from 'type-graphql';
import { BugSeverity, IncidentStatus } from '../domain/incident-life';
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
  RESPONSE_DUE: 'RESPONSE_DUE',
};
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
