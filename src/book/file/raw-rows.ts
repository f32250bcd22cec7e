import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileFault } from './file-fault';
import { shown } from './row-reader';
import { LONGEST_LINE, textPieces } from './text-pieces';

/** One row as it stands in the file: of CSV the cells, of JSON lines the names and their values. */
export interface RawRow {
  /** On which it ends; counted from 1. */
  readonly line: number;
  readonly cells: readonly string[] | ReadonlyMap<string, string>;
}

/** The rows of a file, of CSV the head too. JSON lines are known by the end of the name. Throws FileFault. */
export function rawRows(path: string): AsyncGenerator<RawRow> {
  return isJsonLines(path) ? jsonRows(path) : csvRows(path);
}

export function isJsonLines(path: string): boolean {
  return /\.(jsonl|ndjson|json)$/i.test(path);
}

async function* csvRows(path: string): AsyncGenerator<RawRow> {
  const pieces = textPieces(path);
  const first = await pieces.next();
  if (first.done === true) return;
  const delimiter = delimiterOf(first.value);
  async function* all() {
    yield first.value as string;
    yield* pieces;
  }
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
  });
  const source = Readable.from(all());
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<CsvRecord>)
      yield { line: info.lines, cells: record };
  } catch (error) {
    throw error instanceof CsvError ? faultOf(error) : error;
  } finally {
    source.destroy();
  }
}

interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** German spreadsheets write semicolons. No name of a column holds any of these. */
function delimiterOf(text: string): string {
  const [head] = text.split(/[\r\n]/, 1);
  return [';', '\t'].find((each) => head!.includes(each)) ?? ',';
}

const QUOTES: ReadonlySet<string> = new Set([
  'CSV_INVALID_CLOSING_QUOTE',
  'CSV_QUOTE_NOT_CLOSED',
  'INVALID_OPENING_QUOTE',
  'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE',
]);

function faultOf(error: CsvError): FileFault {
  const line = typeof error['lines'] === 'number' ? error['lines'] : null;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new FileFault(line, `has a row of more than ${LONGEST_LINE} characters. Close its quotes.`);
  if (QUOTES.has(error.code))
    return new FileFault(
      line,
      'has a quote that does not fit. Put the whole value in quotes, and write a quote inside twice.',
    );
  return new FileFault(line, 'is no CSV. Write one row a line, with values apart by commas or semicolons.');
}

async function* jsonRows(path: string): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const piece of textPieces(path)) {
    for (const text of piece.replace(/\n$/, '').split('\n')) {
      line += 1;
      if (text.trim() !== '') yield { line, cells: valuesOf(text, line) };
    }
  }
}

function valuesOf(text: string, line: number): ReadonlyMap<string, string> {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FileFault(line, 'is no JSON object. Write one row a line, such as {"number": "C-1001"}.');
  return new Map(
    Object.entries(value as JsonRow).map(([name, each]) => {
      if (each === null) return [name, ''];
      if (typeof each === 'object')
        throw new FileFault(line, `has a list or an object as ${shown(name)}. Write a text or a number.`);
      return [name, String(each)];
    }),
  );
}

type JsonRow = Readonly<Record<string, string | number | boolean | object | null>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
