import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = readFileSync('docs/operations.md', 'utf8');

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n');

/** The first group of each match, up to what is put into a text or explains it. */
const found = (pattern: RegExp) => [
  ...new Set([...sources.matchAll(pattern)].map(([, text]) => text!.split(/[,$]/)[0]!.trim())),
];

it('every metric of the program stands in docs/operations.md', () => {
  const metrics = found(/name: '(ambit_\w+)'/g);
  expect(metrics.length).toBeGreaterThan(15);
  expect(metrics.filter((name) => !PAGE.includes(`\`${name}\``))).toEqual([]);
});

it('every line that the program logs stands in docs/operations.md', () => {
  const lines = found(/\blog\s*\.(?:error|warn|info|fatal)\([^;]*?,\s*['`]([^'`]+)['`],?\s*\)/g);
  expect(lines.length).toBeGreaterThan(15);
  expect(lines.filter((line) => !PAGE.includes(`\`${line}`))).toEqual([]);
});
