/** The polynomial of IEEE 802.3, lowest bit first, as in gzip and PNG. */
const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** The CRC-32 of a text in ASCII, as a number from 0 to 2^32 - 1. */
export function crc32(text: string): number {
  let rest = 0xffffffff;
  for (let place = 0; place < text.length; place += 1)
    rest = TABLE[(rest ^ text.charCodeAt(place)) & 0xff]! ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
