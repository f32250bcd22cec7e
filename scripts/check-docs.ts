import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDocsFaults } from './docs-faults';

/** Fails on links, paths and names of the documentation that lead nowhere, and on an `npm run` that is not there or not in the README. */
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const faults = findDocsFaults(
  '.',
  [
    ...rootPages(),
    ...pagesUnder('docs'),
    ...pagesUnder('src'),
    'bench/README.md',
    'client/README.md',
    'desk/README.md',
  ],
  Object.keys(scripts),
);

process.stdout.write(
  faults.length === 0
    ? 'ok: the documentation\n'
    : `${faults.map((fault) => `FAULT: ${fault}`).join('\n')}\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

function rootPages(): readonly string[] {
  return readdirSync('.').filter((name) => name.endsWith('.md'));
}

function pagesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));
}
