import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findDocsFaults } from '../../scripts/docs-faults';
import { anchorsOf, linksOf } from '../../scripts/markdown';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ambit-docs-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function faultsOf(
  pages: Readonly<Record<string, string>>,
  scripts: readonly string[] = [],
): readonly string[] {
  const all = { 'README.md': '', ...pages };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return findDocsFaults(root, Object.keys(all), scripts);
}

test('links to files, folders, headings and the web are no faults', () => {
  const faults = faultsOf({
    'README.md':
      '# Top\n[a](docs/a.md) [b](docs/a.md#two-words) [c](#top) [d](docs) [e](https://example.org/x) [f](mailto:a@b.c)',
    'docs/a.md': '## Two words\n[up](../README.md "title") and [by name][top]\n\n[top]: ../README.md#top',
  });
  expect(faults).toEqual([]);
});

test('a link to a file that is not there is named with its page', () => {
  expect(faultsOf({ 'docs/a.md': 'see\n[b](b.md) and ![c](c.svg)' })).toEqual([
    'docs/a.md: b.md leads to no file',
    'docs/a.md: c.svg leads to no file',
  ]);
});

test('a definition of a link by name that leads to no file is a fault', () => {
  expect(faultsOf({ 'docs/a.md': '[b][x]\n\n[x]: x.md' })).toEqual(['docs/a.md: x.md leads to no file']);
});

test('an anchor without its heading is a fault, in another page and in the same', () => {
  expect(faultsOf({ 'README.md': '[a](docs/a.md#one) [b](#one)', 'docs/a.md': '# Two' })).toEqual([
    'README.md: docs/a.md#one leads to no heading',
    'README.md: #one leads to no heading',
  ]);
});

test('a link out of the repository is a fault, also where a file is there', () => {
  expect(faultsOf({ 'README.md': '[tmp](../)' })).toEqual(['README.md: ../ leads out of the repository']);
});

test('an npm run that package.json does not have is a fault, in code too', () => {
  const faults = faultsOf({ 'docs/a.md': '`npm run chekc`\n```sh\nnpm run gone -- x\n```' });
  expect(faults).toEqual(['docs/a.md: there is no npm run chekc', 'docs/a.md: there is no npm run gone']);
});

test('a script that the README does not name is a fault', () => {
  const readme = '`npm run build`, npm test, `npm start`: `npm run schema:check`';
  const scripts = ['build', 'test', 'start', 'prestart', 'schema:check'];
  expect(faultsOf({ 'README.md': readme }, scripts)).toEqual([]);
  expect(faultsOf({ 'README.md': readme }, [...scripts, 'schema'])).toEqual([
    'README.md: npm run schema is missing',
  ]);
});

test('a page may name anchors itself, in a table too', () => {
  expect(anchorsOf('| <a id="not_found"></a>`NOT_FOUND` | `<a id="shown">` |')).toEqual(['not_found']);
});

test('what stands in code is no link and no heading', () => {
  const text = '`[a](b)` ``[c](`d`)``\n```md\n# heading\n[e](f)\n```\n~~~\n[g](h)\n~~~\n[real](one.md)';
  expect(linksOf(text)).toEqual(['one.md']);
  expect(anchorsOf(text)).toEqual([]);
});

test('anchors are made as GitHub makes them', () => {
  const text =
    '# 1. The `row` is (the) lock\n## What’s Größe?\n## Same\n## Same\n### [Linked](x.md) a_b - c ##';
  expect(anchorsOf(text)).toEqual([
    '1-the-row-is-the-lock',
    'whats-größe',
    'same',
    'same-1',
    'linked-a_b---c',
  ]);
});

test('a path that no file has is a fault, from the root, by its end or with a star', () => {
  const text =
    '`src/gone.ts` `gone.ts` `src/a/*.yaml` `rc/a/b.ts`; `src/a/b.ts` `src/a/` `a/b.ts` `b.ts` `src/a/*.ts` `.data/x.ts`';
  expect(faultsOf({ 'docs/a.md': text, 'src/a/b.ts': '' })).toEqual([
    'docs/a.md: src/gone.ts is no file',
    'docs/a.md: gone.ts is no file',
    'docs/a.md: src/a/*.yaml is no file',
    'docs/a.md: rc/a/b.ts is no file',
  ]);
});

test('an identifier that is not in the code is a fault in a how-to, and nowhere else', () => {
  const pages = { 'src/a.ts': 'export const here = 1;', 'docs/b.md': '`gone`' };
  expect(faultsOf({ ...pages, 'docs/contributing/c.md': '`here`, `gone`, `not one`' })).toEqual([
    'docs/contributing/c.md: gone is not in the code',
  ]);
});
