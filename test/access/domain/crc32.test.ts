import fc from 'fast-check';
import { crc32 as crc32OfNode } from 'node:zlib';
import { crc32 } from '../../../src/access/domain/crc32';

it('the CRC-32 of 123456789 is the check value of the standard', () => {
  expect(crc32('123456789')).toBe(0xcbf43926);
  expect(crc32('')).toBe(0);
});

it('the CRC-32 of any ASCII text is that of zlib', () => {
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 80 });
  fc.assert(fc.property(ascii, (text) => expect(crc32(text)).toBe(crc32OfNode(text))));
});
