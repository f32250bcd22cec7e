import { Region } from '../../catalog/domain/plan';
import { faultsOfStatuses, FilterFault } from '../../shared/domain/filter-fault';
import { LocalDate } from '../../shared/domain/local-date';
import { ContractStatus } from './contract-state';

export type QuotaKind = 'INCIDENTS' | 'NAMED_CONTACTS' | 'INCLUDED_CONSULTING_BLOCKS' | 'SATELLITES';

/** Of a quota that is neither 0 nor unlimited: used × 100 ≥ percent × limit. */
export interface QuotaAtLeast {
  readonly quota: QuotaKind;
  readonly percent: number;
}

/** Which contracts are listed: those for which all holds that is given. Periods of dates are half-open. */
export interface ContractFilter {
  readonly search?: string | null;
  readonly customerId?: string | null;
  readonly partnerId?: string | null;
  readonly status?: ContractStatus | null;
  readonly statuses?: readonly ContractStatus[] | null;
  readonly providerId?: string | null;
  /** Of the plan in force. */
  readonly planIds?: readonly string[] | null;
  /** Of the customer. */
  readonly region?: Region | null;
  /** Of a deadline that has not passed. Contracts under notice have none. */
  readonly noticeDeadlineFrom?: LocalDate | null;
  readonly noticeDeadlineBefore?: LocalDate | null;
  readonly renewsFrom?: LocalDate | null;
  readonly renewsBefore?: LocalDate | null;
  readonly endsFrom?: LocalDate | null;
  readonly endsBefore?: LocalDate | null;
  readonly contactsOverdue?: boolean | null;
  readonly suspended?: boolean | null;
  readonly planChangeScheduled?: boolean | null;
  readonly quotaAtLeast?: QuotaAtLeast | null;
}

export const CONTRACT_ORDERS = [
  'CREATED',
  'CREATED_DESC',
  'NUMBER',
  'NOTICE_DEADLINE',
  'RENEWS_ON',
  'ENDS_ON',
  'INCIDENTS_USED_PERCENT_DESC',
] as const;
export type ContractOrder = (typeof CONTRACT_ORDERS)[number];

const MOST_PERCENT = 1_000;

/** What is wrong with a filter that its types leave open; empty where nothing is. */
export function faultsOfFilter({
  statuses,
  quotaAtLeast,
}: Pick<ContractFilter, 'statuses' | 'quotaAtLeast'>): readonly FilterFault[] {
  const percent = quotaAtLeast?.percent ?? 1;
  if (percent >= 1 && percent <= MOST_PERCENT) return faultsOfStatuses(statuses);
  const message = `percent must be from 1 to ${MOST_PERCENT}.`;
  return [...faultsOfStatuses(statuses), { message, path: ['quotaAtLeast', 'percent'] }];
}
