import { HOURS_PER_CONSULTING_BLOCK } from '../../catalog/domain/plan';
import { Money } from '../../shared/domain/money';
import { BlockSource, ConsultingEventKind } from './consulting-block';

/** What an hour of an order costs: the list price, and the discount of the plan that was in force at the order. */
export interface AgreedPrice {
  readonly listPricePerHour: Money;
  readonly discountPercent: number;
}

/** What an entry is about. */
export interface EntrySubject {
  readonly contractId: string;
  readonly customerId: string;
  readonly planId: string;
  readonly contractYear: number;
  readonly source: BlockSource;
  readonly orderId: string | null;
  readonly blockId: string | null;
}

/** When and by whom. `occurredAt` is when it happened, `recordedAt` when the product learnt of it. */
export interface EntryCircumstances {
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly actor: string;
  readonly note: string | null;
}

/** One row of the consulting ledger. Hours and amounts are never negative: the kind says in which direction they count. */
export interface LedgerEntry extends EntrySubject, EntryCircumstances {
  readonly kind: ConsultingEventKind;
  readonly hours: number;
  /** Null for INCLUDED blocks, which cost nothing by themselves. */
  readonly listPricePerHour: Money | null;
  readonly netAmount: Money | null;
  readonly discountPercent: number;
}

/**
 * What of a row of the feed is to be invoiced: additional blocks when they are ordered, less those taken back. Null for
 * deliveries, whose net amount says what they were worth. `netMinor` is the row's net amount. Domain section 6.
 */
export function invoiceMinor(kind: ConsultingEventKind, netMinor: string | null): string | null {
  if (netMinor === null) return null;
  if (kind === 'ORDERED') return netMinor;
  return kind === 'ORDER_REVERSED' ? String(-BigInt(netMinor)) : null;
}

/** An entry over a number of blocks at the price that was agreed for them; null for INCLUDED ones. Domain section 6. */
export function ledgerEntry(
  kind: ConsultingEventKind,
  subject: EntrySubject,
  blocks: number,
  price: AgreedPrice | null,
  circumstances: EntryCircumstances,
): LedgerEntry {
  const hours = blocks * HOURS_PER_CONSULTING_BLOCK;
  return {
    kind,
    hours,
    ...subject,
    ...circumstances,
    listPricePerHour: price && price.listPricePerHour,
    netAmount: price && netAmount(hours, price.listPricePerHour, price.discountPercent),
    discountPercent: price?.discountPercent ?? 0,
  };
}

/**
 * What a line costs: hours × price × (100 − discount) ÷ 100, rounded half up to the smallest unit, once, at the end.
 * Hours and discount (0 to 100 percent) are whole numbers, amounts are not negative. Domain section 6.
 */
export function netAmount(hours: number, pricePerHour: Money, discountPercent: number): Money {
  const hundredths = BigInt(hours) * pricePerHour.minorUnits * BigInt(100 - discountPercent);
  return { ...pricePerHour, minorUnits: (hundredths + 50n) / 100n };
}
