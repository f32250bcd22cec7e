import { bulkCount, customerCount, placeOf, Size } from './size';

/** What the ids of a contract's contacts, satellites, incidents and blocks are made of: its own id times this, and a number. */
export const IDS_A_CONTRACT = 10;

/** Blocks of every additional order. Fewer are delivered, so that some are left. */
export const BLOCKS_ORDERED = 3;

export type SamplePlan =
  | 'it-novum/basic'
  | 'it-novum/standard'
  | 'it-novum/premium'
  | 'op5/basic'
  | 'op5/standard'
  | 'op5/premium'
  | 'bulk/bulk';

export type BilledEvent = 'ORDERED' | 'DELIVERED ADDITIONAL' | 'DELIVERED INCLUDED';

/** One contract of the benchmark: how much it has of everything. All of it follows from its id, the size and the day. */
export interface SampleContract {
  readonly id: number;
  readonly customerId: number;
  readonly plan: SamplePlan;
  /** When its two contract years begin and the second one ends: dates, as midnight in UTC in milliseconds. */
  readonly yearStarts: readonly [number, number, number];
  readonly contacts: number;
  readonly satellites: number;
  readonly incidents: number;
  /** What billing reads of it, in the order of time. */
  readonly billed: readonly BilledEvent[];
  /** Its place among all contracts in the order of time, from 0 to below 1. */
  readonly place: number;
}

interface Kind {
  readonly plan: SamplePlan;
  /** What a contract of the kind has, and what the next one of the kind has. */
  readonly contacts: readonly [number, number];
  readonly satellites: number;
  readonly billed: readonly [number, number];
  readonly hasIncluded: boolean;
}

const NO_CONSULTING = { billed: [0, 0], hasIncluded: false } as const;
const BASIC: Kind = {
  plan: 'it-novum/basic',
  contacts: [2, 3],
  satellites: 0,
  billed: [3, 3],
  hasIncluded: false,
};
const STANDARD: Kind = {
  plan: 'it-novum/standard',
  contacts: [2, 3],
  satellites: 2,
  billed: [4, 4],
  hasIncluded: true,
};
const PREMIUM: Kind = {
  plan: 'it-novum/premium',
  contacts: [2, 3],
  satellites: 3,
  billed: [3, 4],
  hasIncluded: true,
};
const OP5_BASIC: Kind = { plan: 'op5/basic', contacts: [1, 1], satellites: 0, ...NO_CONSULTING };
const OP5_STANDARD: Kind = { plan: 'op5/standard', contacts: [2, 3], satellites: 2, ...NO_CONSULTING };
const OP5_PREMIUM: Kind = { plan: 'op5/premium', contacts: [4, 4], satellites: 3, ...NO_CONSULTING };

/** Of ten contracts. Over twenty they have 50 contacts, 34 satellites, 166 incidents and 50 rows for billing. */
const KINDS: readonly Kind[] = [
  BASIC,
  BASIC,
  STANDARD,
  STANDARD,
  STANDARD,
  PREMIUM,
  PREMIUM,
  OP5_BASIC,
  OP5_STANDARD,
  OP5_PREMIUM,
];

/** `month` is any instant of the month of the run, throughout which the second contract year of every contract runs. */
export function sampleContract(id: number, size: Size, month: Date): SampleContract {
  const kind = KINDS[id % 10]!;
  const turn = Math.floor(id / 10) % 2;
  const customers = customerCount(size);
  return {
    id,
    customerId: id <= customers ? id : id - customers,
    plan: id <= bulkCount(size) ? 'bulk/bulk' : kind.plan,
    yearStarts: yearStarts(id, month),
    contacts: kind.contacts[turn]!,
    satellites: kind.satellites,
    incidents: id % 10 < 3 ? 9 : 8,
    billed: billedEvents(kind.billed[turn]!, kind.hasIncluded),
    place: placeOf(id, size) / size,
  };
}

/** The second year began one to ten months before the month. No day is later than the 28th, so that every year has it. */
function yearStarts(id: number, month: Date): [number, number, number] {
  const monthOfYear = month.getUTCMonth() - 2 - ((id * 7) % 10);
  const day = 1 + ((id * 11) % 28);
  const start = (years: number) => Date.UTC(month.getUTCFullYear() + years, monthOfYear, day);
  return [start(-1), start(0), start(1)];
}

function billedEvents(count: number, hasIncluded: boolean): BilledEvent[] {
  if (count === 0) return [];
  const events = Array<BilledEvent>(count).fill('DELIVERED ADDITIONAL');
  events[0] = 'ORDERED';
  if (hasIncluded) events[count - 1] = 'DELIVERED INCLUDED';
  return events;
}

/** Of its order of additional blocks. */
export function blocksDelivered({ billed }: SampleContract): number {
  return billed.filter((event) => event === 'DELIVERED ADDITIONAL').length;
}
