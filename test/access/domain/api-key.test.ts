import fc from 'fast-check';
import { apiKeyOf, isApiKey, prefixOf } from '../../../src/access/domain/api-key';
import { ROLES } from '../../../src/shared/domain/caller';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const randomBytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
const anyRole = fc.constantFrom(...ROLES);

/** The 160 bits behind the letters of a key, as one number. */
function bitsOf(key: string): bigint {
  const letters = key.slice(key.lastIndexOf('_') + 1);
  return [...letters].reduce((bits, letter) => bits * 32n + BigInt(BASE32.indexOf(letter)), 0n);
}

it('says what it is and whose: ambit, the role, and 32 letters', () => {
  expect(apiKeyOf('ADMIN', new Uint8Array(20))).toBe(`ambit_admin_${'a'.repeat(32)}`);
  expect(apiKeyOf('CUSTOMER', new Uint8Array(20).fill(255))).toBe(`ambit_customer_${'7'.repeat(32)}`);
});

it('holds all 160 random bits: no two draws give the same key', () => {
  fc.assert(
    fc.property(anyRole, randomBytes, (role, bytes) => {
      const drawn = bytes.reduce((bits, byte) => bits * 256n + BigInt(byte), 0n);
      const key = apiKeyOf(role, bytes);
      expect(bitsOf(key)).toBe(drawn);
      expect(isApiKey(key)).toBe(true);
    }),
  );
});

it('shows no more of itself than the role and 20 bits', () => {
  expect(prefixOf('ambit_sales_abcdefghijklmnopqrstuvwxyz234567')).toBe('ambit_sales_abcd');
});

it.each([
  '',
  'ambit_admin_',
  `ambit_admin_${'a'.repeat(31)}`,
  `ambit_admin_${'a'.repeat(33)}`,
  `ambit_owner_${'a'.repeat(32)}`,
  `ambit_admin_${'1'.repeat(32)}`,
  `AMBIT_ADMIN_${'A'.repeat(32)}`,
  ` ambit_admin_${'a'.repeat(32)}`,
  `ambit_admin_${'a'.repeat(32)}\n`,
])('%j is no key', (text) => {
  expect(isApiKey(text)).toBe(false);
});
