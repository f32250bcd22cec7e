import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import {
  BackupEnd,
  BackupError,
  BackupHeader,
  BackupTable,
  FIRST,
  FORMAT,
  LAST,
  TABLE,
} from './domain/backup-file';
import { Tally } from './tally';

/** Rows of one table, as JSON objects; or none, at its beginning. */
export interface Rows {
  readonly table: BackupTable;
  readonly lines: readonly string[];
}

const LINES_AT_A_TIME = 500;
const CHARACTERS_AT_A_TIME = 4_000_000;

/** The header of the file alone. Throws BackupError where it is no backup, or of a later format. */
export async function readHeader(file: string): Promise<BackupHeader> {
  const lines = linesOf(file);
  const { value } = await lines.next();
  await lines.return(undefined);
  return headerOf(file, value ?? '');
}

/** All rows of the file in its order. Throws BackupError at the end where a single byte is not what was written. */
export async function* readRows(file: string): AsyncGenerator<Rows> {
  const tally = new Tally();
  let table: BackupTable | null = null;
  let lines: string[] = [];
  let characters = 0;
  let end: BackupEnd | null = null;
  for await (const line of linesOf(file)) {
    if (end !== null) throw damaged(file);
    const isRow = !line.startsWith('#');
    if (
      lines.length > 0 &&
      (!isRow || lines.length === LINES_AT_A_TIME || characters > CHARACTERS_AT_A_TIME)
    ) {
      yield { table: table!, lines };
      lines = [];
      characters = 0;
    }
    if (line.startsWith(LAST)) {
      end = parsed<BackupEnd>(file, line, LAST);
      continue;
    }
    tally.add(line);
    if (line.startsWith(TABLE)) {
      table = parsed<BackupTable>(file, line, TABLE);
      tally.count(table.name, 0);
    } else if (isRow) {
      if (table === null) throw damaged(file);
      tally.count(table.name, 1);
      lines.push(line);
      characters += line.length;
    }
  }
  const found = tally.end();
  if (end === null || end.sha256 !== found.sha256) throw damaged(file);
}

function headerOf(file: string, line: string): BackupHeader {
  if (!line.startsWith(FIRST)) throw new BackupError(`${file} is not a backup of Ambit.`);
  const header = parsed<BackupHeader>(file, line, FIRST);
  if (header.format === FORMAT) return header;
  throw new BackupError(`${file} was written by a newer Ambit. Restore it with that one.`);
}

function parsed<T>(file: string, line: string, prefix: string): T {
  try {
    return JSON.parse(line.slice(prefix.length)) as T;
  } catch {
    throw damaged(file);
  }
}

function damaged(file: string): BackupError {
  return new BackupError(`${file} is damaged: it is not what was written. Take another copy of it.`);
}

async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip()).setEncoding('utf8');
  source.on('error', (error) => text.destroy(error));
  let rest = '';
  try {
    for await (const piece of text as AsyncIterable<string>) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  } catch (error) {
    throw unreadable(file, error as NodeJS.ErrnoException);
  } finally {
    source.destroy();
  }
  if (rest !== '') yield rest;
  return undefined;
}

function unreadable(file: string, error: NodeJS.ErrnoException): unknown {
  const { code = '', syscall } = error;
  if (syscall === 'open' || syscall === 'read') return new BackupError(`${file} cannot be read (${code}).`);
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') {
    return error.message === 'incorrect header check'
      ? new BackupError(`${file} is not a backup of Ambit.`)
      : damaged(file);
  }
  return error;
}
