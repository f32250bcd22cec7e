import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { anchorsOf, linksOf } from './markdown';
import { filesOf, unknownNames, unknownPaths, wordsOf } from './names-in-docs';

const README = 'README.md';
/** Pages that tell step by step how to change the code: names in them are those of the code. */
const HOW_TO = /^docs\/contributing\//;
/** npm's own names, which need no row in the README. */
const LIFECYCLE = /^(pre|post)/;

/**
 * What is wrong in the Markdown pages (paths from `root`), a line each that begins with the page; empty where nothing is. Every
 * relative link leads to a file inside `root`, and its anchor to a heading there; every path in a code span is that of a file,
 * and in a how-to every identifier is one of the code; every `npm run` names a script; every script stands in the README.
 */
export function findDocsFaults(
  root: string,
  pages: readonly string[],
  scripts: readonly string[],
): readonly string[] {
  const files = filesOf(root);
  const words = wordsOf(root, files);
  const faults = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    return [
      ...unknownPaths(text, files).map((path) => `${path} is no file`),
      ...(HOW_TO.test(page) ? unknownNames(text, words) : []).map((name) => `${name} is not in the code`),
      ...linksOf(text).flatMap((link) => linkFaults(root, page, link)),
      ...scriptsNamedIn(text)
        .filter((name) => !scripts.includes(name))
        .map((name) => `there is no npm run ${name}`),
    ].map((fault) => `${page}: ${fault}`);
  });
  const shown = scriptsNamedIn(readFileSync(join(root, README), 'utf8'));
  const missing = scripts.filter((name) => !LIFECYCLE.test(name) && !shown.includes(name));
  return [...faults, ...missing.map((name) => `${README}: npm run ${name} is missing`)];
}

function linkFaults(root: string, page: string, link: string): readonly string[] {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return [];
  const [path = '', anchor] = decodeURIComponent(link).split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (relative('.', target).startsWith('..')) return [`${link} leads out of the repository`];
  if (!existsSync(join(root, target))) return [`${link} leads to no file`];
  if (anchor === undefined || !target.endsWith('.md')) return [];
  const anchors = anchorsOf(readFileSync(join(root, target), 'utf8'));
  return anchors.includes(anchor) ? [] : [`${link} leads to no heading`];
}

/** `npm start` and `npm test` are `npm run start` and `npm run test`. */
function scriptsNamedIn(text: string): readonly string[] {
  const named = text.matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g);
  return [...named].map(([, name, short]) => (name ?? short)!.replace(/:$/, ''));
}
