import { formatAmount, Money } from '../../shared/domain/money';

const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * A text as a field of a CSV file after RFC 4180. One that a spreadsheet would take for a formula is led by an
 * apostrophe, which makes it text there.
 */
export function csvField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
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
  /** As in the API. */
  readonly blockId: string | null;
  readonly orderId: string | null;
  readonly startsAt: Date | null;
  readonly subject: string | null;
  readonly consultant: string | null;
  /** The position of the row that it takes back. */
  readonly reverses: string | null;
}

/** Versions of the file: each has the columns of the one before, and more of its own after them. */
export const USAGE_CSV_FORMATS = [1, 2] as const;
export type UsageCsvFormat = (typeof USAGE_CSV_FORMATS)[number];

/** The version of every file but those of months that were closed under an earlier one. */
export const NEWEST_USAGE_CSV: UsageCsvFormat = 2;

/** What is kept of the file of a closed month. */
export interface FileDigest {
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
  readonly format: UsageCsvFormat;
}

type Column = readonly [string, (row: UsageCsvRow) => string];

// Closed exports have to stay as they are, byte for byte: a column of a version is never renamed, moved or taken away, and
// a new one needs a new version, since it would make every kept hash false.
const FIRST: readonly Column[] = [
  ['position', (row) => row.position],
  ['kind', (row) => row.kind],
  ['occurred_at', (row) => row.occurredAt.toISOString()],
  ['customer_number', (row) => csvField(row.customerNumber)],
  ['contract_number', (row) => csvField(row.contractNumber)],
  ['provider', (row) => csvField(row.provider)],
  ['plan', (row) => csvField(row.plan)],
  ['plan_version', (row) => String(row.planVersion)],
  ['contract_year', (row) => String(row.contractYear)],
  ['source', (row) => row.source],
  ['hours', (row) => String(row.hours)],
  ['list_price_per_hour', (row) => amount(row.listPricePerHour)],
  ['discount_percent', (row) => String(row.discountPercent)],
  ['net_amount', (row) => amount(row.netAmount)],
  ['currency', (row) => row.netAmount?.currency ?? ''],
];
const SECOND: readonly Column[] = [
  ...FIRST,
  ['invoice_amount', (row) => amount(row.invoiceAmount)],
  ['happened_at', (row) => row.happenedAt.toISOString()],
  ['recorded_at', (row) => row.recordedAt.toISOString()],
  ['block_id', (row) => row.blockId ?? ''],
  ['order_id', (row) => row.orderId ?? ''],
  ['starts_at', (row) => row.startsAt?.toISOString() ?? ''],
  ['subject', (row) => csvField(row.subject ?? '')],
  ['consultant', (row) => csvField(row.consultant ?? '')],
  ['reverses', (row) => row.reverses ?? ''],
];
const COLUMNS: Readonly<Record<UsageCsvFormat, readonly Column[]>> = { 1: FIRST, 2: SECOND };

export function usageCsvHeader(format: UsageCsvFormat): string {
  return csvLine(COLUMNS[format].map(([name]) => name));
}

/** One row of the file. Amounts have all decimals of their currency and no separators; instants are in UTC. */
export function usageCsvLine(row: UsageCsvRow, format: UsageCsvFormat): string {
  return csvLine(COLUMNS[format].map(([, field]) => field(row)));
}

function amount(money: Money | null): string {
  return money === null ? '' : formatAmount(money);
}
