import { invalidInput, Refused } from '../../shared/domain/refusal';

/** By what rows of a report are told apart. */
export const REPORT_DIMENSIONS = [
  'PROVIDER',
  'PLAN',
  'PLAN_VERSION',
  'CUSTOMER',
  'REGION',
  'IMPACT',
  'CHANNEL',
  'MONTH',
] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];

export interface ReportKey {
  readonly dimension: ReportDimension;
  readonly value: string;
}

/** A report of more rows is none that somebody reads. */
export const MOST_ROWS = 1_000;

/** Throws Refused (INVALID_INPUT) on a dimension that is named twice or that the report has not. */
export function checkDimensions(
  groupBy: readonly ReportDimension[],
  known: readonly ReportDimension[],
): void {
  const unknown = groupBy.find((dimension) => !known.includes(dimension));
  if (unknown !== undefined)
    throw refused(`groupBy must not name ${unknown}; this report has ${known.join(', ')}.`);
  const twice = groupBy.find((dimension, nth) => groupBy.indexOf(dimension) !== nth);
  if (twice !== undefined) throw refused(`groupBy names ${twice} twice.`);
}

/** Throws Refused (INVALID_INPUT) where a report has more rows than anybody reads. */
export function checkRows(rows: number): void {
  if (rows > MOST_ROWS)
    throw refused(`The report has more than ${MOST_ROWS} rows: name fewer dimensions in groupBy.`);
}

/** The key of a row from its values, which stand in the order of the dimensions. */
export function keyOf(groupBy: readonly ReportDimension[], values: readonly string[]): readonly ReportKey[] {
  return groupBy.map((dimension, nth) => ({ dimension, value: values[nth]! }));
}

/** In the order of the values, the first dimension first; the same in every database. */
export function byKey(one: { readonly key: readonly ReportKey[] }, other: typeof one): number {
  for (const [nth, { value }] of one.key.entries()) {
    const against = other.key[nth]!.value;
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}

function refused(message: string): Refused {
  return new Refused([invalidInput(message, ['groupBy'])]);
}
