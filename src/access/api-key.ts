import { crc32 } from 'node:zlib';
import { Role } from '../shared/domain/caller';

/**
 * `ambit`, the role in small letters, 160 random bits and a checksum of 32 bits, both in base 32: `ambit_sales_k3v7…`. Keys
 * of the first form end without the checksum.
 */
const SHAPE = /^(ambit_(?:admin|support|sales|billing|customer)_[a-z2-7]{32})([a-z2-7]{7})?$/;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const CHECKSUM_LETTERS = 7;

/** The key made from 20 random bytes. */
export function apiKeyOf(role: Role, random: Uint8Array): string {
  let bits = '';
  for (const byte of random) bits += byte.toString(2).padStart(8, '0');
  const letters = bits.match(/.{5}/g)!.map((five) => BASE32[parseInt(five, 2)]!);
  const body = `ambit_${role.toLowerCase()}_${letters.join('')}`;
  return body + checksumOf(body);
}

/** Whether the text can be a key at all, told without asking the database: its form, and its checksum where it has one. */
export function isApiKey(text: string): boolean {
  const [, body, checksum] = SHAPE.exec(text) ?? [];
  return body !== undefined && (checksum === undefined || checksum === checksumOf(body));
}

/** What may be shown of a key, so that people can tell keys apart. */
export function prefixOf(apiKey: string): string {
  return apiKey.slice(0, apiKey.lastIndexOf('_') + 5);
}

/** The CRC-32 of all that precedes it, in base 32 from the highest bits to the lowest. */
function checksumOf(body: string): string {
  let rest = crc32(body);
  let letters = '';
  for (let place = 0; place < CHECKSUM_LETTERS; place += 1) {
    letters = BASE32[rest % 32]! + letters;
    rest = Math.floor(rest / 32);
  }
  return letters;
}
