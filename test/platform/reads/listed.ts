import { CONTRACT_ORDERS, ContractFilter, ContractOrder } from '../../../src/contracts/domain/contract-list';
import { CustomerFilter, CustomerOrder } from '../../../src/customers/persistence/customer-list';
import { DecisionFilter } from '../../../src/entitlements/persistence/decisions-page';
import { EventFilter } from '../../../src/events/persistence/events';
import { IncidentFilter } from '../../../src/incidents/domain/incident-filter';
import { IncidentOrder } from '../../../src/incidents/persistence/incidents-page';

/** What is asked of each list: its filters, alone and in orders that need an index of both. */
export const CONTRACTS: readonly (readonly [ContractFilter, ContractOrder])[] = [
  ...CONTRACT_ORDERS.map((order) => [{}, order] as const),
  ...(['ORDERED', 'ACTIVE', 'NOTICE_GIVEN', 'ENDED', 'CANCELLED'] as const).map(
    (status) => [{ status }, 'CREATED'] as const,
  ),
  [{ noticeDeadlineBefore: '2026-12-27' as never }, 'NOTICE_DEADLINE'],
  [{ renewsFrom: '2027-01-01' as never, renewsBefore: '2027-04-01' as never }, 'RENEWS_ON'],
  [{ endsFrom: '2026-12-01' as never, endsBefore: '2027-01-01' as never }, 'ENDS_ON'],
  [{ contactsOverdue: true }, 'CREATED'],
  [{ suspended: true }, 'CREATED'],
  [{ planChangeScheduled: true }, 'CREATED'],
  [{ quotaAtLeast: { quota: 'INCIDENTS', percent: 80 } }, 'INCIDENTS_USED_PERCENT_DESC'],
  [{ quotaAtLeast: { quota: 'INCIDENTS', percent: 80 } }, 'CREATED'],
  [{ quotaAtLeast: { quota: 'NAMED_CONTACTS', percent: 30 } }, 'CREATED'],
  [{ quotaAtLeast: { quota: 'SATELLITES', percent: 50 } }, 'CREATED'],
  [{ quotaAtLeast: { quota: 'INCLUDED_CONSULTING_BLOCKS', percent: 100 } }, 'CREATED'],
  [{ customerId: '77' }, 'CREATED'],
  [{ partnerId: '1' }, 'CREATED'],
  [{ planIds: ['3'] }, 'CREATED'],
  [{ planIds: ['3'], status: 'ACTIVE' }, 'CREATED'],
  [{ planIds: ['4'], status: 'ACTIVE' }, 'CREATED'],
  [{ providerId: '1' }, 'CREATED'],
  [{ providerId: '2' }, 'CREATED'],
  [{ statuses: ['ORDERED', 'ENDED', 'CANCELLED'] }, 'CREATED'],
  [{ customerId: '77', statuses: ['ACTIVE', 'NOTICE_GIVEN'] }, 'CREATED'],
  [{ region: 'AMERICAS' }, 'CREATED'],
  [{ search: 'n-1777' }, 'CREATED'],
  [{ search: 'gmbh' }, 'CREATED'],
  [{ search: 'n' }, 'CREATED'],
  [{ search: 'person1777@' }, 'CREATED'],
];

export const CUSTOMERS: readonly (readonly [CustomerFilter, CustomerOrder])[] = [
  [{}, 'CREATED'],
  [{}, 'NAME'],
  [{}, 'NUMBER'],
  [{ search: 'company 177 ' }, 'CREATED'],
  [{ search: 'gmbh' }, 'NAME'],
  [{ search: 'co' }, 'CREATED'],
  [{ search: 'company' }, 'CREATED'],
  [{ search: 'person1777@' }, 'CREATED'],
  [{ isPartner: true }, 'CREATED'],
  [{ partnerId: '1' }, 'CREATED'],
  [{ region: 'AMERICAS' }, 'CREATED'],
];

export const INCIDENTS: readonly (readonly [IncidentFilter, IncidentOrder])[] = [
  ...(['RECORDED', 'RECORDED_DESC', 'RECEIVED_DESC', 'RESPONSE_DUE', 'PRIORITY'] as const).map(
    (order) => [{}, order] as const,
  ),
  ...(['NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'VOIDED'] as const).map(
    (status) => [{ status }, 'RECORDED'] as const,
  ),
  [{ statuses: ['NEW', 'IN_PROGRESS'] }, 'PRIORITY'],
  [{ statuses: ['NEW', 'IN_PROGRESS'] }, 'RESPONSE_DUE'],
  [{ responseOverdue: true }, 'RESPONSE_DUE'],
  [{ responseMet: false }, 'RECORDED'],
  [{ impact: 'CRITICAL' }, 'RECORDED'],
  [{ channel: 'PHONE' }, 'RECORDED'],
  [{ supportLine: 3 }, 'RECORDED'],
  [{ contactId: '777' }, 'RECORDED'],
  [{ contractId: '777' }, 'RECORDED'],
  [{ customerId: '77' }, 'RECORDED'],
  [{ receivedFrom: new Date('2026-11-26T00:00:00Z') }, 'RECEIVED_DESC'],
  [{ receivedBefore: new Date('2026-09-20T00:00:00Z') }, 'RECEIVED_DESC'],
  [{ responseDueBefore: new Date('2026-09-20T00:00:00Z') }, 'RESPONSE_DUE'],
  [{ planIds: ['1', '2', '3'] }, 'RECORDED'],
  [{ planIds: ['4', '5', '6'] }, 'RECORDED'],
  [{ planIds: ['2'] }, 'RECORDED'],
  [{ planIds: ['4'] }, 'RECORDED'],
  [{ search: '01777' }, 'RECORDED'],
  [{ search: 'znuny' }, 'RECORDED'],
];

export const DECISIONS: readonly DecisionFilter[] = [
  {},
  { allowed: false },
  { allowed: false, from: new Date('2026-01-02T00:00:00Z') },
  { code: 'INCIDENT_QUOTA_EXHAUSTED' },
  { code: 'CHANNEL_NOT_IN_PLAN' },
  { mutation: 'openIncident' },
  { mutation: 'suspendContract' },
  { mutation: 'suspendContract', allowed: false },
  { contractId: '777' },
  { customerId: '77', allowed: false },
  { providerCode: 'it-novum' },
];

export const EVENTS: readonly EventFilter[] = [
  {},
  { types: ['incident.received'] },
  { types: ['contract.suspended'] },
  { types: ['contract.suspended', 'incident.closed', 'contract.cancelled'] },
  { types: ['contract.suspended'], contractId: '517' },
  { contractId: '777' },
  { customerId: '77' },
];
