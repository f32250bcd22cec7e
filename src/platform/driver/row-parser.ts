import { Parser } from 'pg-protocol/dist/parser';

/** The driver's parser with what its types keep to itself. */
const DriverParser = Parser as unknown as new () => {
  parse(bytes: Buffer, tell: (message: ServerMessage) => void): void;
  /** Is given each whole message: its bytes begin at the offset, and are four fewer than the length. */
  handlePacket(offset: number, code: number, length: number, bytes: Buffer): object;
};

/** What the driver's connection passes on by its name. */
export interface ServerMessage {
  readonly name: string;
}

const DATA_ROW = 'D'.charCodeAt(0);
const ROW_DESCRIPTION = 'T'.charCodeAt(0);
const NULL = -1;
const LENGTH_BYTES = 4;
const COUNT_BYTES = 2;
/** A longer text costs less to decode by itself than to look through. */
const LONGEST_PIECE = 64;
const MOST_DESCRIPTIONS = 1_000;

/**
 * The driver's parser, but for rows: it decodes every field by a call of its own, which costs more than all else that is done with most
 * fields. Here the bytes of a row are decoded at once, and fields are pieces of that text; only those that are long or not ASCII
 * are decoded by themselves. A description of rows that was read before is not read again.
 */
export class RowParser extends DriverParser {
  override handlePacket(offset: number, code: number, length: number, bytes: Buffer): object {
    if (code === DATA_ROW) return { name: 'dataRow', length, fields: fieldsOf(bytes, offset, length) };
    if (code !== ROW_DESCRIPTION) return super.handlePacket(offset, code, length, bytes);
    const key = bytes.toString('latin1', offset, offset + length - LENGTH_BYTES);
    let description = descriptions.get(key);
    if (description === undefined) {
      description = super.handlePacket(offset, code, length, bytes);
      if (descriptions.size >= MOST_DESCRIPTIONS) descriptions.clear();
      descriptions.set(key, description);
    }
    return description;
  }
}

/** By their bytes, for all connections. Nothing changes one once it is read. */
const descriptions = new Map<string, object>();

function fieldsOf(bytes: Buffer, offset: number, length: number): (string | null)[] {
  const start = offset + COUNT_BYTES;
  const fields = new Array<string | null>(bytes.readInt16BE(offset));
  // One character a byte, so that offsets are the same.
  const text = bytes.toString('latin1', start, offset + length - LENGTH_BYTES);
  let at = start;
  for (let nth = 0; nth < fields.length; nth += 1) {
    const size = bytes.readInt32BE(at);
    at += LENGTH_BYTES;
    if (size === NULL) {
      fields[nth] = null;
      continue;
    }
    const end = at + size;
    fields[nth] =
      size <= LONGEST_PIECE && isAscii(bytes, at, end)
        ? text.slice(at - start, end - start)
        : bytes.toString('utf8', at, end);
    at = end;
  }
  return fields;
}

function isAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at]! > 0x7f) return false;
  return true;
}
