import { readFileSync } from 'node:fs';
import { SAFE_VERSIONS } from './safe-versions';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};

/** Every copy that is installed where the program runs, by name and version. */
const COPIES = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && dev !== true)
  .map(([path, locked]) => ({ ...locked, name: path.slice(path.lastIndexOf('node_modules/') + 13) }));

/** Licences that ask for a notice at most. */
const ALLOWED_LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'PostgreSQL',
  'Unlicense',
];

function numbersOf(version: string): readonly number[] {
  return version.split(/[.-]/).slice(0, 3).map(Number);
}

function isOlder(version: string, than: string): boolean {
  const [given, least] = [numbersOf(version), numbersOf(than)];
  const place = given.findIndex((number, index) => number !== least[index]);
  return place !== -1 && given[place]! < least[place]!;
}

it('a version is older than another by its numbers, not by its letters', () => {
  expect(isOlder('5.8.4', '5.8.5')).toBe(true);
  expect(isOlder('5.9.0', '5.10.0')).toBe(true);
  expect(isOlder('0.3.25', '0.3.26')).toBe(true);
  for (const version of ['5.8.5', '5.10.0', '6.0.0', '18.4.0-beta.17'])
    expect(isOlder(version, '5.8.5')).toBe(false);
});

it.each(SAFE_VERSIONS)(
  '$package is at least $since in every copy that is locked: $why',
  ({ package: name, since }) => {
    const copies = COPIES.filter((copy) => copy.name === name);
    // A package that is gone leaves the table too.
    expect(copies).not.toEqual([]);
    expect(copies.filter(({ version }) => isOlder(version, since))).toEqual([]);
  },
);

it('every package that the program runs with has a licence that asks for a notice at most', () => {
  const faults = COPIES.filter(({ license = '' }) => {
    const licences = license.replace(/[()]/g, '').split(' AND ');
    return !licences.every((each) => ALLOWED_LICENCES.includes(each));
  });
  expect(faults.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  expect(COPIES.length).toBeGreaterThan(100);
});

it('every package is locked to one content, and from no other place than the registry', () => {
  const faults = Object.entries(packages).filter(
    ([path, { resolved = 'https://registry.npmjs.org/', integrity = '' }]) =>
      path !== '' && !(resolved.startsWith('https://registry.npmjs.org/') && integrity.startsWith('sha512-')),
  );
  expect(faults).toEqual([]);
});
