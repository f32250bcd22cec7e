import fc from 'fast-check';
import { Block, speckDecrypt, speckEncrypt, speckKeys } from '../../../src/shared/domain/speck';

/** As its authors print it, the highest word first: key 1b1a1918 13121110 0b0a0908 03020100. */
const PRINTED_KEY = Buffer.from('00010203' + '08090a0b' + '10111213' + '18191a1b', 'hex');
const hex = (block: Block) => block.map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(' ');

it('gives the test vector that the authors of SPECK64/128 printed', () => {
  const hidden = speckEncrypt(speckKeys(PRINTED_KEY), [0x3b726574, 0x7475432d]);
  expect(hex(hidden)).toBe('8c6fa548 454e028b');
});

it('takes back every block under every key, so that no two blocks become one', () => {
  const half = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const key = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(key, half, half, (bytes, left, right) => {
      const keys = speckKeys(bytes);
      expect(speckDecrypt(keys, speckEncrypt(keys, [left, right]))).toEqual([left, right]);
    }),
  );
});

it('takes a key of 16 bytes and no other', () => {
  expect(() => speckKeys(new Uint8Array(15))).toThrow('16 bytes');
});
