import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeIn } from './markdown';

/** Top folders of the repository; what a build or a run makes lies elsewhere. */
const FOLDERS = ['bench', 'catalog', 'desk', 'docs', 'scripts', 'src', 'test'];
/** A feature has the name of one of them, `catalog`, so a path that begins with it is one by its end. */
const FROM_ROOT = /^(bench|desk|docs|scripts|src|test)\/[\w./*-]+$/;
/** A file by its name, or by the end of its path. */
const BY_NAME = /^\w[\w./*-]*\.(ts|cjs|mjs|md|yaml|graphql)$/;
const IDENTIFIER = /^[A-Za-z]\w+$/;

/** Paths of all files of the repository, from its root. */
export function filesOf(root: string): readonly string[] {
  const listed = readdirSync(root, { withFileTypes: true });
  const atRoot = listed.filter((entry) => entry.isFile()).map(({ name }) => name);
  const folders = listed.filter((entry) => entry.isDirectory() && FOLDERS.includes(entry.name));
  return [...atRoot, ...folders.flatMap(({ name }) => filesUnder(root, name))];
}

function filesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' ? [] : filesUnder(root, path);
  });
}

/**
 * Paths in the code spans of a Markdown text that no file has, such as `src/gone.ts`. One that begins with a folder of the root
 * must be there from the root, any other file may be named by the end of its path. A star stands for a part of a name.
 */
export function unknownPaths(markdown: string, files: readonly string[]): readonly string[] {
  return codeIn(markdown).filter((code) => {
    if (FROM_ROOT.test(code)) return !files.some((file) => patternOf(`^${code}`, '(/|$)').test(file));
    return BY_NAME.test(code) && !files.some((file) => patternOf(`(^|/)${code}`, '$').test(file));
  });
}

function patternOf(path: string, end: string): RegExp {
  const text = path.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  return new RegExp(text + end);
}

/** Identifiers in the code spans of a Markdown text that stand nowhere in the code, such as `goneFunction`. */
export function unknownNames(markdown: string, words: ReadonlySet<string>): readonly string[] {
  return codeIn(markdown).filter((code) => IDENTIFIER.test(code) && !words.has(code));
}

/** Every word in the code and the schema of the repository. */
export function wordsOf(root: string, files: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const file of files.filter((path) => /\.(ts|cjs|yaml|graphql|json)$/.test(path))) {
    for (const [word] of readFileSync(join(root, file), 'utf8').matchAll(/\w+/g)) words.add(word);
  }
  return words;
}
