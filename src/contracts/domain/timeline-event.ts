import { LocalDate } from '../../shared/domain/local-date';
import { ContractState } from './contract-state';
import { Notice } from './notice';
import { PlanPeriod } from './plan-period';

/** What can happen in the life of a contract, in the order in which events of one day are told. */
export const TIMELINE_EVENT_KINDS = [
  'ORDERED',
  'CONTACTS_DUE',
  'ACTIVATED',
  'RENEWED',
  'CONTRACT_YEAR_BEGAN',
  'PLAN_CHANGED',
  'NOTICE_DEADLINE',
  'NOTICE_GIVEN',
  'NOTICE_WITHDRAWN',
  'ENDED',
] as const;
export type TimelineEventKind = (typeof TIMELINE_EVENT_KINDS)[number];

export interface ContractEvent {
  readonly on: LocalDate;
  readonly kind: TimelineEventKind;
  /** Plain English, with the numbers and dates. */
  readonly title: string;
}

export interface TimelineEvent extends ContractEvent {
  /** Whether it lies after today. */
  readonly coming: boolean;
}

export interface TimelineFacts {
  readonly contract: ContractState;
  /** Oldest first, planned ones included. */
  readonly planPeriods: readonly PlanPeriod[];
  /** All that were ever recorded, oldest first. */
  readonly notices: readonly Notice[];
}

export function isOver({ noticeEndsOn }: ContractState, on: LocalDate): boolean {
  return noticeEndsOn !== null && on >= noticeEndsOn;
}
