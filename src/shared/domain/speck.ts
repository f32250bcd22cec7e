/** 64 bits as two halves, each a signed integer of 32 bits as JavaScript's operators make them. */
export type Block = readonly [left: number, right: number];

const ROUNDS = 27;
/** Bytes of a key. */
export const SPECK_KEY_BYTES = 16;

/** The round keys of SPECK64/128 (Beaulieu and others, 2013) for a key of 16 bytes, the lowest word first. */
export function speckKeys(key: Uint8Array): Int32Array {
  if (key.length !== SPECK_KEY_BYTES) throw new RangeError(`the key must have ${SPECK_KEY_BYTES} bytes`);
  const view = new DataView(key.buffer, key.byteOffset, key.length);
  const words = [4, 8, 12].map((at) => view.getInt32(at, true));
  const keys = new Int32Array(ROUNDS);
  let last = view.getInt32(0, true);
  for (let round = 0; round < ROUNDS; round += 1) {
    keys[round] = last;
    const word = words[round % 3]!;
    const next = (((word >>> 8) | (word << 24)) + last) ^ round;
    last = ((last << 3) | (last >>> 29)) ^ next;
    words[round % 3] = next;
  }
  return keys;
}

/** The block under the cipher: each block of 64 bits has one of its own. */
export function speckEncrypt(keys: Int32Array, [left, right]: Block): Block {
  let [x, y] = [left, right];
  for (let round = 0; round < ROUNDS; round += 1) {
    x = (((x >>> 8) | (x << 24)) + y) ^ keys[round]!;
    y = ((y << 3) | (y >>> 29)) ^ x;
  }
  return [x, y];
}

/** The block that `speckEncrypt` made this one of, under the same keys. */
export function speckDecrypt(keys: Int32Array, [left, right]: Block): Block {
  let [x, y] = [left, right];
  for (let round = ROUNDS - 1; round >= 0; round -= 1) {
    y ^= x;
    y = (y >>> 3) | (y << 29);
    x = ((x ^ keys[round]!) - y) | 0;
    x = (x << 8) | (x >>> 24);
  }
  return [x, y];
}
