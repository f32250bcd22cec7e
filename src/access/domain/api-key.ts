import { Role } from '../../shared/domain/caller';

/** `ambit`, the role in small letters, and 160 random bits in base 32: `ambit_sales_k3v7…`. */
const SHAPE = /^ambit_(admin|support|sales|billing|customer)_[a-z2-7]{32}$/;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The key made from 20 random bytes. */
export function apiKeyOf(role: Role, random: Uint8Array): string {
  let bits = '';
  for (const byte of random) bits += byte.toString(2).padStart(8, '0');
  const letters = bits.match(/.{5}/g)!.map((five) => BASE32[parseInt(five, 2)]!);
  return `ambit_${role.toLowerCase()}_${letters.join('')}`;
}

/** Whether the text can be a key at all, told without asking the database. */
export function isApiKey(text: string): boolean {
  return SHAPE.test(text);
}

/** What may be shown of a key, so that people can tell keys apart. */
export function prefixOf(apiKey: string): string {
  return apiKey.slice(0, apiKey.lastIndexOf('_') + 5);
}
