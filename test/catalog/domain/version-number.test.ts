import fc from 'fast-check';
import {
  compareVersions,
  isAtLeast,
  isVersionOf,
  parseVersion,
  readVersion,
} from '../../../src/catalog/domain/version-number';

const numbers = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 4 });

describe('parseVersion', () => {
  it.each([
    ['3', [3]],
    ['9.1', [9, 1]],
    ['3.10.2', [3, 10, 2]],
    ['0.0.1', [0, 0, 1]],
    ['999999999', [999_999_999]],
  ])('parseVersion reads %s', (text, expected) => expect(parseVersion(text)).toEqual(expected));

  it.each(['', '.', '3.', '.3', '3..1', 'v3', '3.x', '3-1', '-3', '3 ', '3,1', '٣', '1e3', '9999999999'])(
    'parseVersion finds no version in "%s"',
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
  ])('compareVersions of %s and %s is %i', (one, other, sign) => {
    expect(Math.sign(compareVersions(parseVersion(one)!, parseVersion(other)!))).toBe(sign);
  });

  it('compareVersions orders as numbers padded to one length and read as text do', () => {
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
  ])('isVersionOf of %s and %s is %s', (version, prefix, expected) => {
    expect(isVersionOf(parseVersion(version)!, parseVersion(prefix)!)).toBe(expected);
  });
});

describe('a version as people and packages write it', () => {
  it.each([
    ['v4.8', [4, 8]],
    ['V4.8', [4, 8]],
    ['v. 4.8', [4, 8]],
    ['Version 4.8', [4, 8]],
    [' 4.8 ', [4, 8]],
    ['４.８', [4, 8]],
    ['4.8 SP1', [4, 8]],
    ['4.8-sp2', [4, 8]],
    ['4.8 Service Pack 1', [4, 8]],
    ['6.5 LTS', [6, 5]],
    ['4.8.2-1', [4, 8, 2]],
    ['4.8.2-1ubuntu2.1', [4, 8, 2]],
    ['4.8.2-1.el9', [4, 8, 2]],
    ['4.8.2-1~bpo12+1', [4, 8, 2]],
    ['1:4.8.2-1', [4, 8, 2]],
    ['4.8.2+deb12', [4, 8, 2]],
    ['4.8.2~deb12u1', [4, 8, 2]],
    ['4.8.2 build 77', [4, 8, 2]],
    ['4.8.2 (77)', [4, 8, 2]],
    ['4.8.2p1', [4, 8, 2]],
    ['3', [3]],
  ])('a version as people and packages write it is read: %s', (text, number) =>
    expect(readVersion(text)).toEqual({ number, isPreRelease: false }),
  );

  it.each([
    '4.8.2-alpha',
    '4.8.2-beta2',
    '4.8.2-rc.1',
    '4.8.2rc1',
    '4.8.2~rc1',
    '4.8.2-RC1+deb12',
    'v4.8.2 beta 3',
  ])('%s is taken for a version that comes before its release', (text) =>
    expect(readVersion(text)).toEqual({ number: [4, 8, 2], isPreRelease: true }),
  );

  it.each([
    '',
    '.',
    'v',
    '3.',
    '.3',
    '3..1',
    '3.x',
    '-3',
    '3,1',
    '1e3',
    '9999999999',
    'latest',
    '4.8 or 4.9',
    '4.8-',
  ])('"%s" cannot be read as a version', (text) => expect(readVersion(text)).toBeNull());
});

describe('isAtLeast', () => {
  it.each([
    ['3', '3', true],
    ['3.0.0', '3', true],
    ['3.7.2', '3', true],
    ['10.0', '9.9', true],
    ['2.99.99', '3', false],
    ['3', '3.0.1', false],
    ['3.0.0-rc1', '3', false],
    ['3.1-rc1', '3', true],
    ['4.8 SP1', '4.8', true],
  ])('isAtLeast of %s and %s is %s', (version, minimum, expected) =>
    expect(isAtLeast(readVersion(version)!, parseVersion(minimum)!)).toBe(expected),
  );
});
