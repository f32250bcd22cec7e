import { DateTime } from 'luxon';
import { parseLocalDate } from '../../shared/domain/local-date';
import { invalidInput, Refused } from '../../shared/domain/refusal';

export type PlaceType = 'bigint' | 'text' | 'timestamptz' | 'date';

// Every session speaks UTC, so an instant is written with +00.
const INSTANT = /^[12]\d{3}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/;

/** Whether the database can read a text as the type: one that it cannot would be an error of ours. */
const WELL_FORMED: Record<PlaceType, (text: string) => boolean> = {
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  text: (text) => !text.includes('\0'),
  timestamptz: (text) => text === 'infinity' || (INSTANT.test(text) && DateTime.fromSQL(text).isValid),
  date: (text) => text === 'infinity' || parseLocalDate(text) !== null,
};

/** The place of a row in a list, as clients see it. It carries the list's name: in another one it is no place. */
export function encodeCursor(list: string, values: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/** The values behind a cursor. Throws Refused (INVALID_INPUT) on one that this list has not given out. */
export function decodeCursor(
  cursor: string,
  list: string,
  types: readonly PlaceType[],
  argument: string,
): string[] {
  const content = parseJson(Buffer.from(cursor, 'base64url').toString());
  const [name, ...values] = Array.isArray(content) ? (content as unknown[]) : [];
  const fits = name === list && values.length === types.length;
  if (fits && types.every((type, index) => isPlace(values[index], type))) return values as string[];
  throw new Refused([invalidInput(`${argument} must be a cursor that this list has given out.`, [argument])]);
}

function isPlace(value: unknown, type: PlaceType): boolean {
  return typeof value === 'string' && WELL_FORMED[type](value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
