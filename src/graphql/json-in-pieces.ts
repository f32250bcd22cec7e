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

/** Only objects within which there are others are walked: of the others JSON.stringify makes the text by itself. */
function* textsOf(value: unknown): Generator<string> {
  if (!holdsObjects(value)) {
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

function holdsObjects(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) return true;
  return false;
}

/** JSON.stringify leaves out such members of an object, and writes null for those of a list. */
function isLeftOut(member: unknown): boolean {
  return member === undefined || typeof member === 'function' || typeof member === 'symbol';
}
