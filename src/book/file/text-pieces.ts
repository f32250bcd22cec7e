import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { FileFault } from './file-fault';

/** Longer than any line of a book, and short enough to be held. */
export const LONGEST_LINE = 100_000;
const NEWLINE = 10;

/**
 * The text of a UTF-8 file in pieces of whole lines, without a byte order mark. Throws FileFault for another encoding, a
 * NUL, a line that does not end, and a file that cannot be read.
 */
export async function* textPieces(path: string): AsyncGenerator<string> {
  let line = 1;
  let isFirst = true;
  for await (const whole of wholeLines(path, () => line)) {
    if (isFirst && isUtf16(whole)) throw new FileFault(null, `is UTF-16. ${SAVE_AS_UTF8}`);
    if (whole.includes(0) || !isUtf8(whole)) throw brokenLine(whole, line);
    const text = whole.toString('utf8');
    yield isFirst ? text.replace(/^\ufeff/, '') : text;
    isFirst = false;
    for (let at = whole.indexOf(NEWLINE); at >= 0; at = whole.indexOf(NEWLINE, at + 1)) line += 1;
  }
}

async function* wholeLines(path: string, line: () => number): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let held = 0;
  const source = createReadStream(path) as AsyncIterable<Buffer>;
  try {
    for await (const chunk of source) {
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        yield Buffer.concat([...rest, chunk.subarray(0, end)]);
        rest = [];
        held = 0;
      }
      rest.push(chunk.subarray(end));
      held += chunk.length - end;
      if (held > LONGEST_LINE)
        throw new FileFault(line(), `is longer than ${LONGEST_LINE} bytes. ${SPLIT_LINES}`);
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new FileFault(null, `cannot be read (${code}). Name a file that you may read.`);
  }
  if (held > 0) yield Buffer.concat(rest);
}

const SAVE_AS_UTF8 = 'Save it as UTF-8 (in Excel: “CSV UTF-8”).';
const SPLIT_LINES = 'Every row has a line of its own.';

function isUtf16(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function brokenLine(whole: Buffer, first: number): FileFault {
  for (let line = first, from = 0; ; line += 1) {
    const end = whole.indexOf(NEWLINE, from);
    const bytes = whole.subarray(from, end < 0 ? undefined : end);
    if (bytes.includes(0)) return new FileFault(line, 'has a NUL byte. Take it out.');
    if (!isUtf8(bytes)) return new FileFault(line, `is not UTF-8. ${SAVE_AS_UTF8}`);
    from = end + 1;
  }
}
