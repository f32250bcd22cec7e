import { readFileSync } from 'node:fs';
import { BOOK_COLUMNS, BOOK_KINDS, BookColumn } from '../../src/book/domain/book-columns';
import { HEADS } from '../book/book-files';
import { useDesk } from '../book/book-desk';

const page = readFileSync('docs/import.md', 'utf8');

function rowOf({ name, meaning, example, isNeeded }: BookColumn): string {
  return `| \`${name}\` | ${isNeeded ? 'yes' : 'no'} | ${meaning} | ${example} |`;
}

it.each(BOOK_KINDS)('docs/import.md names each column of %s with its meaning and an example', (kind) => {
  const rows = BOOK_COLUMNS[kind].map(rowOf).join('\n');
  expect(page).toContain(
    `### ${kind}\n\n| column | needed | meaning | example |\n| --- | --- | --- | --- |\n${rows}\n`,
  );
  expect(BOOK_COLUMNS[kind].map(({ name }) => name).join(',')).toBe(HEADS[kind]);
});

const desk = useDesk('import_docs');

it('the examples of docs/import.md can be brought in', async () => {
  const values = (kind: (typeof BOOK_KINDS)[number]) =>
    BOOK_COLUMNS[kind].map(({ example }) => example).join(',');
  const partner = 'C-1000,Partner GmbH,EUROPE,DE,true,';
  const content = Object.fromEntries(BOOK_KINDS.map((kind) => [kind, [values(kind)]]));
  content['customers']!.push(partner);
  const plan = await desk.bringIn(content);
  expect(plan.bundles).toEqual([expect.objectContaining({ numberFolded: 'k-2024-117' })]);
});
