import { Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { CatalogFileFault } from './catalog-file-error';
import { tooDeepLine } from './yaml-nesting';

/** The way from the top of a file to a value: keys and positions in lists. */
export type FilePath = readonly (string | number)[];

/** A YAML text that was taken apart: what it holds, and on which line. */
export interface YamlText {
  readonly content: unknown;
  /** The line of a value, counted from 1; of what is not there, the line of the nearest thing above it. */
  readonly lineOf: (path: FilePath) => number | null;
}

const MAX_CHARACTERS = 1_000_000;

/** Takes a YAML 1.2 text apart, or tells every fault of its form; `content` is then not to be relied on. */
export function parseYamlText(text: string): YamlText | readonly CatalogFileFault[] {
  if (text.length > MAX_CHARACTERS) return [wholeFile(`is longer than ${MAX_CHARACTERS} characters`)];
  const zero = text.indexOf('\0');
  if (zero >= 0) return [{ ...wholeFile('contains a NUL character'), line: lineAt(text, zero) }];
  const tooDeep = tooDeepLine(text);
  if (tooDeep !== null) return [{ ...wholeFile('is nested too deeply'), line: tooDeep }];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const faults = [...formFaultsOf(document, lines), ...aliasFaultsOf(document, lines)];
  if (faults.length > 0) return faults;
  return { content: document.toJS(), lineOf: (path) => lineOf(document, path, lines) };
}

function wholeFile(message: string): CatalogFileFault {
  return { path: '', line: null, message: `the file ${message}` };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function formFaultsOf(document: Document, lines: LineCounter): readonly CatalogFileFault[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    path: '',
    line: lines.linePos(error.pos[0]).line,
    message: `not well-formed YAML: ${error.message}`,
  }));
}

/** An alias can blow a small file up without bound, and a fault in it would have two places. */
function aliasFaultsOf(document: Document, lines: LineCounter): readonly CatalogFileFault[] {
  const faults: CatalogFileFault[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      const line = lines.linePos(alias.range?.[0] ?? 0).line;
      faults.push({
        path: '',
        line,
        message: `the alias *${alias.source} is not allowed: write the value out`,
      });
    },
  });
  return faults;
}

function lineOf(document: Document, path: FilePath, lines: LineCounter): number | null {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  for (const step of path) {
    const child = childOf(node, step);
    offset = offsetOf(child.named) ?? offset;
    node = child.node;
  }
  return offset === null ? null : lines.linePos(offset).line;
}

/** The value below a block or a list, and what stands where it is named: the key of a block, the item of a list. */
function childOf(node: unknown, step: string | number): { readonly named: unknown; readonly node: unknown } {
  if (isSeq(node) && typeof step === 'number') return { named: node.items[step], node: node.items[step] };
  if (!isMap(node)) return { named: undefined, node: undefined };
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return { named: pair?.key, node: pair?.value };
}

function offsetOf(node: unknown): number | null {
  return isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? null) : null;
}
