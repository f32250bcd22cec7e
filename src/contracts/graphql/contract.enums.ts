import { registerEnumType } from 'type-graphql';
import { ContractStatus } from '../domain/contract-state';
import { NoticeParty } from '../domain/notice';
import { TimelineEventKind } from '../domain/timeline';

export const ContractStatusEnum: Record<ContractStatus, ContractStatus> = {
  NOT_ORDERED: 'NOT_ORDERED',
  ORDERED: 'ORDERED',
  ACTIVE: 'ACTIVE',
  NOTICE_GIVEN: 'NOTICE_GIVEN',
  ENDED: 'ENDED',
  CANCELLED: 'CANCELLED',
};

registerEnumType(ContractStatusEnum, {
  name: 'ContractStatus',
  description: 'Where a contract stands; derived from its dates.',
  valuesConfig: {
    NOT_ORDERED: { description: 'Of an instant before the order: nothing is granted yet.' },
    ORDERED: { description: 'Sold, and not active yet.' },
    ACTIVE: { description: 'Running, and renewing by itself.' },
    NOTICE_GIVEN: { description: 'Running until its end, which a notice caused.' },
    ENDED: { description: 'Over: nothing more is granted under it.' },
    CANCELLED: { description: 'Cancelled before it began: nothing was ever granted under it.' },
  },
});

export const NoticePartyEnum: Record<NoticeParty, NoticeParty> = {
  CUSTOMER: 'CUSTOMER',
  PROVIDER: 'PROVIDER',
};

registerEnumType(NoticePartyEnum, {
  name: 'NoticeParty',
  description: 'Who gives notice.',
  valuesConfig: {
    CUSTOMER: { description: 'The customer.' },
    PROVIDER: { description: 'The company that sells the support.' },
  },
});

const TIMELINE_EVENTS: Record<TimelineEventKind, string> = {
  ORDERED: 'The order was received.',
  CONTACTS_DUE:
    'The last day on which the first contact may be named; without one the contract is overdue after it.',
  ACTIVATED: 'The contract becomes active.',
  RENEWED: 'The contract renews by itself, for another term.',
  CONTRACT_YEAR_BEGAN: 'A contract year begins, and the yearly quotas with it.',
  PLAN_CHANGED: 'Another plan, or another version of it, takes force.',
  NOTICE_DEADLINE: 'The last day for notice that ends the running term.',
  NOTICE_GIVEN: 'Notice was received.',
  NOTICE_WITHDRAWN: 'Notice was taken back.',
  SUSPENDED: 'The provider suspended the contract.',
  RESUMED: 'The provider resumed the contract.',
  CANCELLED: 'The contract was cancelled before it began.',
  ENDED: 'The first day on which the contract is over.',
};

export const TimelineEventKindEnum = Object.fromEntries(
  Object.keys(TIMELINE_EVENTS).map((kind) => [kind, kind]),
);

registerEnumType(TimelineEventKindEnum, {
  name: 'TimelineEventKind',
  description: 'What can happen in the life of a contract.',
  valuesConfig: Object.fromEntries(
    Object.entries(TIMELINE_EVENTS).map(([kind, description]) => [kind, { description }]),
  ),
});
