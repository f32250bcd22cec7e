import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ErrorRow {
  readonly code: string;
  readonly anchor: string;
  readonly cause: string;
  readonly fix: string;
}

const ROW = /^\| <a id="([^"]+)"><\/a>`(\w+)` \|(.*)\|$/gm;

/** The rows of one table of docs/errors.md; the cells between code, cause and fix are left out. */
export function errorRows(section: 'User errors' | 'Top-level errors'): readonly ErrorRow[] {
  const page = readFileSync('docs/errors.md', 'utf8');
  const [text] = page.slice(page.indexOf(`## ${section}\n`) + 3).split(/^## /m) as [string];
  return [...text.matchAll(ROW)].map(([, anchor, code, rest]) => {
    const cells = rest!.split('|').map((cell) => cell.trim());
    return { code: code!, anchor: anchor!, cause: cells.at(-2)!, fix: cells.at(-1)! };
  });
}

let texts: string | undefined;

/** Whether a test that asks the API expects this code; those of the pure rules do not count. */
export function testsName(code: string): boolean {
  texts ??= readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.ts$/.test(path) && !/domain|error-docs/.test(path))
    .map((path) => readFileSync(join('test', path), 'utf8'))
    .join('\n');
  return new RegExp(`\\b${code}'`).test(texts);
}
