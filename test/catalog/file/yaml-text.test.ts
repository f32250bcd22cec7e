import fc from 'fast-check';
import { CatalogFileFault } from '../../../src/catalog/file/catalog-file-error';
import { parseYamlText, YamlText } from '../../../src/catalog/file/yaml-text';

function isFaulty(parsed: YamlText | readonly CatalogFileFault[]): parsed is readonly CatalogFileFault[] {
  return Array.isArray(parsed);
}

function formFaults(text: string): readonly CatalogFileFault[] {
  const parsed = parseYamlText(text);
  return isFaulty(parsed) ? parsed : [];
}

function wellFormed(text: string): YamlText {
  const parsed = parseYamlText(text);
  if (isFaulty(parsed)) throw new Error(parsed.map(({ message }) => message).join());
  return parsed;
}

describe('parseYamlText', () => {
  it.each([
    ['an unclosed list', 'a: 1\nb: [1,\nc: 2\n', 3],
    ['a tab for an indent', 'a:\n\t- 1\n', 2],
    ['a key that is there twice', 'a: 1\nb: 2\na: 3\n', 3],
    ['a second document', 'a: 1\n---\nb: 2\n', 2],
    ['an unknown tag', 'a: 1\nb: !!js/function x\n', 2],
    ['a key that is a list', 'a: 1\n[b]: 2\n', 2],
    ['an alias', 'a: &x 1\nb: *x\n', 2],
    ['an alias of nothing', 'a: 1\n\nb: *x\n', 3],
    ['a NUL character', 'a: 1\nb: "\0"\n', 2],
  ])('parseYamlText tells the line of %s', (_what, text, line) => {
    const faults = formFaults(text);
    expect(faults.map((fault) => fault.line)).toContain(line);
    expect(faults.map((fault) => fault.path).join('')).toBe('');
  });

  it('parseYamlText refuses a text that is too long, before it looks at it', () => {
    expect(formFaults('\0'.repeat(1_000_001))).toEqual([
      { path: '', line: null, message: 'the file is longer than 1000000 characters' },
    ]);
    expect(wellFormed(`# ${'x'.repeat(999_998)}`).content).toBeNull();
  });

  it.each([
    ['lists inside of each other', '['.repeat(101), 1],
    ['very many of them', '['.repeat(400_000), 1],
    ['lists of lists in one line', `a: 1\nb:\n  ${'- '.repeat(400_000)}`, 3],
    ['keys of keys', '? '.repeat(400_000), 1],
    ['values of values', ': '.repeat(400_000), 1],
    [
      'blocks inside of each other',
      Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      101,
    ],
    ['lists after brackets that close nothing', `${'] '.repeat(9)}\n${'- '.repeat(400_000)}`, 2],
    ['closing brackets in quotes', `[ ']', `.repeat(200), 1],
  ])('parseYamlText refuses %s that no stack can hold', (_what, text, line) => {
    expect(formFaults(text)).toEqual([{ path: '', line, message: 'the file is nested too deeply' }]);
  });

  it('parseYamlText reads nesting up to the limit, and any number of brackets and dashes that nest nothing', () => {
    const lists = '['.repeat(100) + ']'.repeat(100);
    const text = `# ${'['.repeat(200)}\na: [${'{ b: 1 }, '.repeat(200)}]\nc: |\n  ${'- '.repeat(200)}\nd: '${'['.repeat(200)}'\n`;
    expect(formFaults(lists)).toEqual([]);
    expect(formFaults(text)).toEqual([]);
  });

  it('parseYamlText never throws', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a ',
      '"',
      "'",
      '|',
      '!',
      '?',
      ',',
      '%',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(() => parseYamlText(pieces.join(''))).not.toThrow();
      }),
      { numRuns: process.env.AMBIT_LONG === '1' ? 50_000 : 1_000 },
    );
  });

  it.each([
    [['list', 1, 'b'], 5],
    [['list', 1], 4],
    [['list'], 2],
    [['list', 7], 2],
    [['list', 0, 'missing'], 3],
    [['other', 'deep', 'deeper'], 6],
    [[], 1],
  ])('a parsed YAML text finds %j on line %i', (path, line) => {
    const text = 'first: 1\nlist:\n  - a: 1\n  - a: 2\n    b: 3\nother: text\n';
    expect(wellFormed(text).lineOf(path)).toBe(line);
  });
});
