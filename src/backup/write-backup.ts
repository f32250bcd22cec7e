import { FIRST, LAST, TABLE } from './domain/backup-file';
import { Tally } from './tally';
import { Snapshot } from './persistence/read-tables';

/** The text of a backup, piece by piece; `tell` hears how many rows it holds so far. */
export async function* backupText(
  { header, tables, linesOf }: Snapshot,
  tell: (rows: number) => void = () => undefined,
): AsyncGenerator<string> {
  const tally = new Tally();
  const written = (lines: readonly string[]) => {
    for (const line of lines) tally.add(line);
    return `${lines.join('\n')}\n`;
  };
  let rows = 0;
  yield written([`${FIRST}${JSON.stringify(header)}`]);
  for (const table of tables) {
    tally.count(table.name, 0);
    yield written([`${TABLE}${JSON.stringify(table)}`]);
    for await (const lines of linesOf(table)) {
      tally.count(table.name, lines.length);
      rows += lines.length;
      tell(rows);
      yield written(lines);
    }
  }
  yield `${LAST}${JSON.stringify(tally.end())}\n`;
}
