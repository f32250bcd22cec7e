import { Pace } from '../platform/request-lifetime';

/** After so many characters others go first: about a millisecond. */
const CHARACTERS_A_PIECE = 65_536;

/** The text that JSON.stringify makes of a response, made in pieces with the pace of its request between them. */
export async function jsonInPieces(response: object, pace: Pace): Promise<string> {
  const written: string[] = [];
  let length = 0;
  for (const text of textsOf(response)) {
    written.push(text);
    length += text.length;
    if (length < CHARACTERS_A_PIECE) continue;
    length = 0;
    await pace();
  }
  return written.join('');
}

/** What fits into a piece is left to JSON.stringify, which is many times as fast as to walk through it here. */
function* textsOf(value: unknown): Generator<string> {
  if (!holdsObjects(value) || roomAfter(value, CHARACTERS_A_PIECE) > 0) {
    yield isLeftOut(value) ? 'null' : JSON.stringify(value);
    return;
  }
  const isList = Array.isArray(value);
  yield isList ? '[' : '{';
  let isFirst = true;
  for (const [name, member] of isList ? value.entries() : Object.entries(value)) {
    if (!isList && isLeftOut(member)) continue;
    const comma = isFirst ? '' : ',';
    isFirst = false;
    yield isList ? comma : `${comma}${JSON.stringify(name)}:`;
    yield* textsOf(member);
  }
  yield isList ? ']' : '}';
}

/** Characters of a name or a value that is no text, with what stands around it: roughly, since a piece need not be exact. */
const CHARACTERS_A_MEMBER = 10;

/** How many characters are left of a room once the value is written; 0 or less, without looking at the rest, where it does not fit. */
function roomAfter(value: unknown, room: number): number {
  let left = room - CHARACTERS_A_MEMBER;
  if (typeof value === 'string') return left - value.length;
  if (typeof value !== 'object' || value === null) return left;
  for (const member of Object.values(value)) {
    if (left <= 0) return left;
    left = roomAfter(member, left - CHARACTERS_A_MEMBER);
  }
  return left;
}

function holdsObjects(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) return true;
  return false;
}

/** JSON.stringify leaves out such members of an object, and writes null for those of a list. */
function isLeftOut(member: unknown): boolean {
  return member === undefined || typeof member === 'function' || typeof member === 'symbol';
}
