import { keepBlock, keepFeed, keepOrder } from '../consulting/persistence/keep-counts';
import { keepDerived } from '../contracts/persistence/contract-derived';
import { keepSchedule } from '../contracts/persistence/contract-schedule';
import { keepSuspension } from '../contracts/persistence/contract-suspensions';
import { keepPlanOfIncident } from '../contracts/persistence/plans-of-incidents';
import { rewriteCounters, UsageCounter } from '../contracts/persistence/usage-counters';
import { Sql } from '../platform/sql';
import { SubjectType } from '../shared/domain/journal';

/** The row that is written anew. */
export interface DamagedRow {
  /** Null: the row belongs to no contract. */
  readonly contractId: string | null;
  readonly row: string;
  readonly now: Date;
  /** What the counters of usage of it are to be that differ. */
  readonly usage: Partial<Record<UsageCounter, number>>;
}

/** How what is kept in one row is written anew from its history. */
export interface Repair {
  readonly name: string;
  /** What the row is of, as the API names it. */
  readonly thing: SubjectType;
  /** Returns the thing before and after, where more of it changes than the counters that differ. */
  readonly write: (sql: Sql, damaged: DamagedRow) => Promise<Changed | void>;
}

interface Changed {
  readonly before: object;
  readonly after: object;
}

export const SCHEDULE: Repair = {
  name: 'schedule',
  thing: 'Contract',
  write: (sql, { contractId, now }) => keepSchedule({ sql }, contractId!, now),
};

export const LISTS: Repair = {
  name: 'lists',
  thing: 'Contract',
  write: (sql, { contractId, now }) => keepDerived(sql, [contractId!], now),
};

export const SUSPENSION: Repair = {
  name: 'suspension',
  thing: 'Contract',
  write: (sql, { contractId }) => keepSuspension({ sql }, contractId!),
};

export const USAGE: Repair = {
  name: 'usage',
  thing: 'Contract',
  write: (sql, { contractId, usage }) => rewriteCounters(sql, contractId!, null, usage),
};

export const USAGE_OF_YEAR: Repair = {
  name: 'usage of year',
  thing: 'Contract',
  write: (sql, { contractId, row, usage }) => rewriteCounters(sql, contractId!, row, usage),
};

export const INCIDENT: Repair = {
  name: 'incident',
  thing: 'Incident',
  write: (sql, { row }) => keepPlanOfIncident(sql, row),
};

export const ORDER: Repair = {
  name: 'order',
  thing: 'ConsultingOrder',
  write: (sql, { row }) => keepOrder(sql, row),
};

export const BLOCK: Repair = {
  name: 'block',
  thing: 'ConsultingBlock',
  write: (sql, { row }) => keepBlock(sql, row),
};

export const FEED: Repair = {
  name: 'feed',
  thing: 'ConsultingFeed',
  write: (sql) => keepFeed(sql),
};
