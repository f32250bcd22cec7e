import fc from 'fast-check';
import { Parser } from 'pg-protocol/dist/parser';
import { RowParser } from '../../../src/platform/driver/row-parser';

type Row = readonly (string | null)[];

/** A message as the server sends it: one byte for its kind, the length with its own four, the body. */
function message(code: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, code);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function int(value: number, bytes: number): Buffer {
  const written = Buffer.alloc(bytes);
  written.writeIntBE(value, 0, bytes);
  return written;
}

function dataRow(row: Row): Buffer {
  const fields = row.map((field) =>
    field === null ? int(-1, 4) : Buffer.concat([int(Buffer.byteLength(field), 4), Buffer.from(field)]),
  );
  return message('D', Buffer.concat([int(row.length, 2), ...fields]));
}

function rowDescription(names: readonly string[]): Buffer {
  const fields = names.flatMap((name) => [
    Buffer.from(`${name}\0`),
    int(0, 4),
    int(0, 2),
    int(25, 4),
    int(-1, 2),
    int(-1, 4),
    int(0, 2),
  ]);
  return message('T', Buffer.concat([int(names.length, 2), ...fields]));
}

/** What comes of the bytes, given in pieces that end at these places. */
function read(parser: { parse: Parser['parse'] }, bytes: Buffer, ends: readonly number[]): unknown[] {
  const told: unknown[] = [];
  const cuts = [...new Set(ends.map((end) => end % (bytes.length + 1)))].sort((one, other) => one - other);
  [...cuts, bytes.length].reduce((from, to) => {
    // A buffer of its own: the parser may keep it, as it keeps those of the socket.
    parser.parse(Buffer.from(bytes.subarray(from, to)), (each) => told.push({ ...each }));
    return to;
  }, 0);
  return told;
}

const byTheDriver = (bytes: Buffer) => read(new Parser(), bytes, []);
const byOurs = (bytes: Buffer, ends: readonly number[]) =>
  read(new RowParser() as unknown as Parser, bytes, ends);

const anyField = fc.option(
  fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ minLength: 60, maxLength: 70 }),
    fc.string({ unit: 'grapheme', minLength: 60, maxLength: 400 }),
  ),
);

it('reads rows as the driver does, however the bytes arrive', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyField, { maxLength: 12 }), { maxLength: 8 }),
      fc.array(fc.nat({ max: 10_000 }), { maxLength: 6 }),
      (rows, ends) => {
        const bytes = Buffer.concat([...rows.map(dataRow), message('Z', Buffer.from('I'))]);
        const told = byOurs(bytes, ends) as { name: string; length: number; fields?: Row }[];
        const expected = byTheDriver(bytes) as typeof told;
        const plain = (all: typeof told) => all.map(({ name, length, fields }) => ({ name, length, fields }));
        expect(plain(told)).toEqual(plain(expected));
      },
    ),
    { numRuns: 1_000 },
  );
});

it('reads a description as the driver does, and the same one only once', () => {
  const [one, other] = [rowDescription(['id', 'größe']), rowDescription(['id', 'grösse'])];
  const told = byOurs(Buffer.concat([one, other, one]), []) as { fields: object }[];
  expect(told).toEqual(byTheDriver(Buffer.concat([one, other, one])));
  expect(told[2]!.fields).toBe(told[0]!.fields);
  expect(told[1]!.fields).not.toBe(told[0]!.fields);
});
