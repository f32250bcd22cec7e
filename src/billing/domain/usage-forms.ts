import { formatAmount } from '../../shared/domain/money';
import {
  harmlessText,
  quoted,
  USAGE_COLUMNS,
  usageCsvHeader,
  usageCsvLine,
  UsageCsvFormat,
  UsageCsvRow,
  UsageValue,
} from './usage-csv';

/** In which forms the file is written: the CSV that closed months are hashed in, one for German spreadsheets, JSON lines. */
export const USAGE_FORMS = ['csv', 'german-csv', 'json-lines'] as const;
export type UsageForm = (typeof USAGE_FORMS)[number];

interface Writer {
  readonly header: (format: UsageCsvFormat) => string;
  readonly line: (row: UsageCsvRow, format: UsageCsvFormat) => string;
}

/** How a form is written; instants for people are on the clock of the time zone. */
export function writerOf(form: UsageForm, timeZone: string): Writer {
  switch (form) {
    case 'csv':
      return { header: usageCsvHeader, line: usageCsvLine };
    case 'german-csv':
      return germanCsv(timeZone);
    case 'json-lines':
      return { header: () => '', line: jsonLine };
  }
}

/** By this a spreadsheet knows that the file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Semicolons, decimal commas, and dates as German spreadsheets read them. */
function germanCsv(timeZone: string): Writer {
  const clock = new Intl.DateTimeFormat('de-DE', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const field = (value: UsageValue): string => {
    switch (value?.kind) {
      case undefined:
        return '';
      case 'TEXT': {
        const harmless = harmlessText(value.text);
        return /[";\r\n]/.test(harmless) ? quoted(harmless) : harmless;
      }
      case 'WORD':
        return value.word;
      case 'NUMBER':
        return String(value.number);
      case 'AMOUNT':
        return formatAmount(value.money).replace('.', ',');
      case 'INSTANT':
        return clock.format(value.instant).replace(', ', ' ');
    }
  };
  const line = (fields: readonly string[]) => `${fields.join(';')}\r\n`;
  return {
    header: (format) => BYTE_ORDER_MARK + line(USAGE_COLUMNS[format].map(([name]) => name)),
    line: (row, format) => line(USAGE_COLUMNS[format].map(([, valueOf]) => field(valueOf(row)))),
  };
}

/** An object a line, with the columns as names: amounts are texts, since a number of JSON is not exact. */
function jsonLine(row: UsageCsvRow, format: UsageCsvFormat): string {
  const entries = USAGE_COLUMNS[format].map(([name, valueOf]) => [name, jsonOf(valueOf(row))]);
  return `${JSON.stringify(Object.fromEntries(entries))}\n`;
}

function jsonOf(value: UsageValue): string | number | null {
  switch (value?.kind) {
    case undefined:
      return null;
    case 'TEXT':
      return value.text;
    case 'WORD':
      return value.word;
    case 'NUMBER':
      return value.number;
    case 'AMOUNT':
      return formatAmount(value.money);
    case 'INSTANT':
      return value.instant.toISOString();
  }
}
