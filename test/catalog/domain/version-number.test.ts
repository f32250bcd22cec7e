import fc from 'fast-check';
import {
  compareVersions,
  isAtLeast,
  isVersionOf,
  parseVersion,
} from '../../../src/catalog/domain/version-number';

const numbers = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 4 });

describe('parseVersion', () => {
  it.each([
    ['3', [3]],
    ['9.1', [9, 1]],
    ['3.10.2', [3, 10, 2]],
    ['0.0.1', [0, 0, 1]],
    ['999999999', [999_999_999]],
  ])('reads %s', (text, expected) => expect(parseVersion(text)).toEqual(expected));

  it.each(['', '.', '3.', '.3', '3..1', 'v3', '3.x', '3-1', '-3', '3 ', '3,1', '٣', '1e3', '9999999999'])(
    'finds no version in "%s"',
    (text) => expect(parseVersion(text)).toBeNull(),
  );
});

describe('compareVersions', () => {
  it.each([
    ['10.0', '9.9', 1],
    ['3.10.2', '3.9.9', 1],
    ['3.2', '3.10', -1],
    ['3', '3.0.0', 0],
    ['3', '3.0.1', -1],
    ['4', '3.99.99', 1],
  ])('of %s and %s is %i', (one, other, sign) => {
    expect(Math.sign(compareVersions(parseVersion(one)!, parseVersion(other)!))).toBe(sign);
  });

  it('orders as numbers padded to one length and read as text do', () => {
    const padded = (version: readonly number[]) =>
      [0, 1, 2, 3].map((index) => String(version[index] ?? 0).padStart(2, '0')).join('.');
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const expected = padded(one) === padded(other) ? 0 : padded(one) < padded(other) ? -1 : 1;
        expect(Math.sign(compareVersions(one, other))).toBe(expected);
      }),
    );
  });
});

describe('isVersionOf', () => {
  it.each([
    ['9.1.3', '9', true],
    ['9.1.3', '9.1', true],
    ['9.1.3', '9.1.3', true],
    ['9.10.0', '9.1', false],
    ['90.0.0', '9', false],
    ['9', '9.0', false],
  ])('of %s and %s is %s', (version, prefix, expected) => {
    expect(isVersionOf(parseVersion(version)!, parseVersion(prefix)!)).toBe(expected);
  });
});

describe('isAtLeast', () => {
  it.each([
    ['3', '3', true],
    ['3.0.0', '3', true],
    ['3.7.2', '3', true],
    ['10.0', '9.9', true],
    ['2.99.99', '3', false],
    ['3', '3.0.1', false],
    ['latest', '3', null],
    ['3', '', null],
  ])('of %s and %s is %s', (version, minimum, expected) =>
    expect(isAtLeast(version, minimum)).toBe(expected),
  );
});
