import { ContractState } from '../../../src/contracts/domain/contract-state';
import { localDate } from '../../../src/shared/domain/local-date';

/** A contract of it-novum that is active from 2026-03-15 and holds nothing, unless told otherwise. */
export function contract(fields: Partial<ContractState> = {}): ContractState {
  return {
    id: '1',
    number: 'K-1',
    customerId: '1',
    providerId: 'it-novum',
    region: 'EUROPE',
    partnerId: null,
    timeZone: 'Europe/Berlin',
    orderReceivedAt: new Date('2026-02-10T09:00:00Z'),
    recordedAt: new Date('2026-02-10T10:00:00Z'),
    orderReceivedOn: localDate('2026-02-10'),
    activatesOn: localDate('2026-03-15'),
    termMonths: 12,
    planId: 'it-novum standard',
    nextPlanId: null,
    nextPlanFrom: null,
    noticeEndsOn: null,
    cancelledAt: null,
    suspendedSince: null,
    contactsUsed: 0,
    satellitesUsed: 0,
    incidentsUsed: 0,
    includedBlocksUsed: 0,
    additionalBlocksOrdered: 0,
    additionalBlocksUsed: 0,
    ...fields,
  };
}
