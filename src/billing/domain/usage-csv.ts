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
}

// Closed exports have to stay as they are, byte for byte: a column is never renamed, moved or taken away, and a new one
// would make every kept hash false.
const COLUMNS: readonly (readonly [string, (row: UsageCsvRow) => string])[] = [
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

export const USAGE_CSV_HEADER = csvLine(COLUMNS.map(([name]) => name));

/** One row of the file. Amounts have all decimals of their currency and no separators; instants are in UTC. */
export function usageCsvLine(row: UsageCsvRow): string {
  return csvLine(COLUMNS.map(([, field]) => field(row)));
}

function amount(money: Money | null): string {
  return money === null ? '' : formatAmount(money);
}
