import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'docs', 'adr');
const MOST_LINES = 60;

test('each decision has its number, a date and a status, and is one page at most', () => {
  const faults = readdirSync(FOLDER).filter((name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const head = new RegExp(
      `^# ${Number(name.slice(0, 4))}\\. .+\\n\\nDate: \\d{4}-\\d{2}-\\d{2}\\. Status: (accepted|superseded by ADR \\d+)\\.\\n`,
    );
    return !head.test(text) || text.split('\n').length > MOST_LINES;
  });
  expect(faults).toEqual([]);
});
