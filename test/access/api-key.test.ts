import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { apiKeyOf, isApiKey, prefixOf } from '../../src/access/api-key';
import { ROLES } from '../../src/shared/domain/caller';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const randomBytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
const anyRole = fc.constantFrom(...ROLES);

const CHECKSUM_LETTERS = 7;

function numberOf(letters: string): bigint {
  return [...letters].reduce((bits, letter) => bits * 32n + BigInt(BASE32.indexOf(letter)), 0n);
}

it('says what it is and whose: ambit, the role, 32 letters, and 7 of the checksum', () => {
  expect(apiKeyOf('ADMIN', new Uint8Array(20))).toBe(`ambit_admin_${'a'.repeat(32)}blssnrw`);
  expect(apiKeyOf('CUSTOMER', new Uint8Array(20).fill(255))).toBe(`ambit_customer_${'7'.repeat(32)}a5xyl5m`);
});

it('holds all 160 random bits, and ends with the CRC-32 of what precedes it', () => {
  fc.assert(
    fc.property(anyRole, randomBytes, (role, bytes) => {
      const drawn = bytes.reduce((bits, byte) => bits * 256n + BigInt(byte), 0n);
      const key = apiKeyOf(role, bytes);
      const body = key.slice(0, -CHECKSUM_LETTERS);
      expect(numberOf(body.slice(body.lastIndexOf('_') + 1))).toBe(drawn);
      expect(numberOf(key.slice(-CHECKSUM_LETTERS))).toBe(BigInt(crc32(body)));
      expect(isApiKey(key)).toBe(true);
    }),
  );
});

it('a key of the first form, without a checksum, is one still', () => {
  expect(isApiKey(`ambit_admin_${'a'.repeat(32)}`)).toBe(true);
});

it('a key with any one letter mistyped is none', () => {
  const place = fc.nat({ max: 38 });
  fc.assert(
    fc.property(anyRole, randomBytes, place, fc.constantFrom(...BASE32), (role, bytes, nth, letter) => {
      const key = apiKeyOf(role, bytes);
      const at = key.lastIndexOf('_') + 1 + nth;
      const mistyped = key.slice(0, at) + letter + key.slice(at + 1);
      expect(isApiKey(mistyped)).toBe(mistyped === key);
    }),
  );
});

it('a key that says another role is none', () => {
  fc.assert(
    fc.property(randomBytes, (bytes) =>
      expect(isApiKey(apiKeyOf('SALES', bytes).replace('sales', 'admin'))).toBe(false),
    ),
  );
});

it('shows no more of itself than the role and 20 bits', () => {
  expect(prefixOf('ambit_sales_abcdefghijklmnopqrstuvwxyz234567')).toBe('ambit_sales_abcd');
  expect(prefixOf('ambit_sales_abcdefghijklmnopqrstuvwxyz234567aaaaaaa')).toBe('ambit_sales_abcd');
});

it.each([
  '',
  'ambit_admin_',
  `ambit_admin_${'a'.repeat(31)}`,
  `ambit_admin_${'a'.repeat(33)}`,
  `ambit_admin_${'a'.repeat(39)}`,
  `ambit_owner_${'a'.repeat(32)}`,
  `ambit_admin_${'1'.repeat(32)}`,
  `AMBIT_ADMIN_${'A'.repeat(32)}`,
  ` ambit_admin_${'a'.repeat(32)}`,
  `ambit_admin_${'a'.repeat(32)}\n`,
])('%j is no key', (text) => {
  expect(isApiKey(text)).toBe(false);
});
