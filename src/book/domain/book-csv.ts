import { guardedText } from './guarded-text';

export type BookValue = string | number | boolean | Date | null;

/** A line of a file of the book: commas, quotes where they are needed, instants in UTC, texts guarded against spreadsheets. */
export function csvLine(values: readonly BookValue[]): string {
  return `${values.map(field).join(',')}\n`;
}

function field(value: BookValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const text = guardedText(value);
  return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
