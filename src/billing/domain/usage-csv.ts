import { toGlobalId } from '../../shared/domain/global-id';
import { formatAmount, Money } from '../../shared/domain/money';

const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * A text as a field of a CSV file after RFC 4180. One that a spreadsheet would take for a formula is led by an
 * apostrophe, which makes it text there.
 */
export function csvField(text: string): string {
  const harmless = harmlessText(text);
  return NEEDS_QUOTES.test(harmless) ? quoted(harmless) : harmless;
}

/** A text that no spreadsheet takes for a formula. */
export function harmlessText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A line of fields that are fields already. Every line of the file ends with CR LF, the last one too. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`;
}

/** A row of the feed with the names by which people know what it is about; none of them ever changes. */
export interface UsageCsvRow {
  readonly position: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly customerNumber: string;
  readonly contractNumber: string;
  readonly provider: string;
  readonly plan: string;
  readonly planVersion: number;
  readonly contractYear: number;
  readonly source: string;
  readonly hours: number;
  readonly listPricePerHour: Money | null;
  readonly discountPercent: number;
  readonly netAmount: Money | null;
  /** Below zero where it is credited; null where nothing is invoiced. */
  readonly invoiceAmount: Money | null;
  readonly happenedAt: Date;
  readonly recordedAt: Date;
  /** Of the rows, as numbers: which id is written is up to the version of the file. */
  readonly blockId: string | null;
  readonly orderId: string | null;
  readonly startsAt: Date | null;
  readonly subject: string | null;
  readonly consultant: string | null;
  /** The position of the row that it takes back. */
  readonly reverses: string | null;
}

/** Versions of the file: each has the columns of the one before, and more of its own after them; 3 has the ids of the API as they are now. */
export const USAGE_CSV_FORMATS = [1, 2, 3] as const;
export type UsageCsvFormat = (typeof USAGE_CSV_FORMATS)[number];

/** The version of every file but those of months that were closed under an earlier one. */
export const NEWEST_USAGE_CSV: UsageCsvFormat = 3;

/** What is kept of the file of a closed month. */
export interface FileDigest {
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
  readonly format: UsageCsvFormat;
}

/** What a column holds, which each form of the file writes in its own way. */
export type UsageValue =
  | { readonly kind: 'TEXT'; readonly text: string }
  | { readonly kind: 'WORD'; readonly word: string }
  | { readonly kind: 'NUMBER'; readonly number: number }
  | { readonly kind: 'AMOUNT'; readonly money: Money }
  | { readonly kind: 'INSTANT'; readonly instant: Date }
  | null;

export type UsageColumn = readonly [string, (row: UsageCsvRow) => UsageValue];

const text = (value: string | null): UsageValue => (value === null ? null : { kind: 'TEXT', text: value });
/** Of the program itself: nothing in it needs care. */
const word = (value: string | null): UsageValue => (value === null ? null : { kind: 'WORD', word: value });
const number = (value: number): UsageValue => ({ kind: 'NUMBER', number: value });
const amount = (money: Money | null): UsageValue => (money === null ? null : { kind: 'AMOUNT', money });
const at = (instant: Date | null): UsageValue => (instant === null ? null : { kind: 'INSTANT', instant });

// Closed exports have to stay as they are, byte for byte: a column of a version is never renamed, moved or taken away, and
// a new one needs a new version, since it would make every kept hash false.
const FIRST: readonly UsageColumn[] = [
  ['position', (row) => word(row.position)],
  ['kind', (row) => word(row.kind)],
  ['occurred_at', (row) => at(row.occurredAt)],
  ['customer_number', (row) => text(row.customerNumber)],
  ['contract_number', (row) => text(row.contractNumber)],
  ['provider', (row) => text(row.provider)],
  ['plan', (row) => text(row.plan)],
  ['plan_version', (row) => number(row.planVersion)],
  ['contract_year', (row) => number(row.contractYear)],
  ['source', (row) => word(row.source)],
  ['hours', (row) => number(row.hours)],
  ['list_price_per_hour', (row) => amount(row.listPricePerHour)],
  ['discount_percent', (row) => number(row.discountPercent)],
  ['net_amount', (row) => amount(row.netAmount)],
  ['currency', (row) => word(row.netAmount?.currency ?? null)],
];
type IdOf = (type: string, id: string) => string;
/** An id of the API before it hid its number. */
const openId: IdOf = (type, id) => Buffer.from(`${type}:${id}`).toString('base64url');

const second = (idOf: IdOf): readonly UsageColumn[] => [
  ...FIRST,
  ['invoice_amount', (row) => amount(row.invoiceAmount)],
  ['happened_at', (row) => at(row.happenedAt)],
  ['recorded_at', (row) => at(row.recordedAt)],
  ['block_id', (row) => word(row.blockId && idOf('ConsultingBlock', row.blockId))],
  ['order_id', (row) => word(row.orderId && idOf('ConsultingOrder', row.orderId))],
  ['starts_at', (row) => at(row.startsAt)],
  ['subject', (row) => text(row.subject)],
  ['consultant', (row) => text(row.consultant)],
  ['reverses', (row) => word(row.reverses)],
];
export const USAGE_COLUMNS: Readonly<Record<UsageCsvFormat, readonly UsageColumn[]>> = {
  1: FIRST,
  2: second(openId),
  3: second(toGlobalId),
};

export function usageCsvHeader(format: UsageCsvFormat): string {
  return csvLine(USAGE_COLUMNS[format].map(([name]) => name));
}

/** One row of the file. Amounts have all decimals of their currency and no separators; instants are in UTC. */
export function usageCsvLine(row: UsageCsvRow, format: UsageCsvFormat): string {
  return csvLine(USAGE_COLUMNS[format].map(([, valueOf]) => field(valueOf(row))));
}

function field(value: UsageValue): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'TEXT':
      return csvField(value.text);
    case 'WORD':
      return value.word;
    case 'NUMBER':
      return String(value.number);
    case 'AMOUNT':
      return formatAmount(value.money);
    case 'INSTANT':
      return value.instant.toISOString();
  }
}
