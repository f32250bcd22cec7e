import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { citedSections, otherSpellings } from './domain-citations';

const ROOT = join(__dirname, '..', '..');
const LAW = readFileSync(join(ROOT, 'docs', 'domain.md'), 'utf8');
const SECTIONS = [...LAW.matchAll(/^## (\d+)\. \S/gm)].map(([, number]) => Number(number));
const MARKER = '(not built yet';

function textFilesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|md)$/.test(path))
    .map((path) => join(folder, path));
}

function findIn(folders: readonly string[], find: (text: string) => readonly unknown[]): readonly string[] {
  return folders
    .flatMap(textFilesIn)
    .flatMap((path) =>
      find(readFileSync(join(ROOT, path), 'utf8')).map((found) => `${path}: ${String(found)}`),
    );
}

/** Spelt apart, so that the examples are no citations of this file. */
const SECTION = 'section';

test('docs/domain.md has twelve sections, numbered in order', () => {
  expect(SECTIONS).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('each Domain section that src, test, scripts and docs cite is a heading of docs/domain.md', () => {
  const folders = ['src', 'test', 'scripts', 'docs'];
  const unknown = (text: string) => citedSections(text).filter((number) => !SECTIONS.includes(number));
  expect(findIn(folders, unknown)).toEqual([]);
  expect(findIn(folders, citedSections).length).toBeGreaterThan(90);
});

test('sections of the law are cited in one spelling only', () => {
  expect(findIn(['src', 'test', 'scripts'], otherSpellings)).toEqual([]);
});

test('docs/domain.md refers to none but its own sections', () => {
  const named = [...LAW.matchAll(/\bsections? (\d+)/gi)].map(([, number]) => Number(number));
  expect(named.filter((number) => !SECTIONS.includes(number))).toEqual([]);
});

test('a search finds each marker of what is not built yet: none is broken over two lines', () => {
  const unwrapped = LAW.replace(/\s+/g, ' ');
  expect(LAW.split(MARKER).length).toBe(unwrapped.split(MARKER).length);
});

test('citations are found with several numbers, with remarks, and broken over two lines', () => {
  expect(citedSections(`/** Domain ${SECTION}s 3 (Partners), 4 and 5 (unknown contact). 7 more. */`)).toEqual(
    [3, 4, 5],
  );
  expect(citedSections(` * that it keeps. Domain\n   * ${SECTION} 13, Version policy.`)).toEqual([13]);
  expect(citedSections('No Domain is cited here, nor 5 of them.')).toEqual([]);
});

test('other spellings of a citation are found', () => {
  const text = `As ${SECTION} 4 of the domain rules says. domain ${SECTION} 5. See Domain ${SECTION} 6. (Domain ${SECTION}s 1 and 2)`;
  expect(otherSpellings(text)).toEqual([`As ${SECTION} 4`, `domain ${SECTION} 5`]);
});
