import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastErrorOf, openServerLog } from '../../../src/database/embedded/server-log';

const OURSELVES = { prefix: [], account: null };

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ambit-log-'));
  path = join(directory, 'postgres18.log');
});

afterEach(() => rm(directory, { recursive: true }));

test('the server log reads what was written since it was opened', async () => {
  await writeFile(path, 'of yesterday\n');
  const log = await openServerLog(path, OURSELVES);
  await writeFile(log.path, 'of today\n', { flag: 'a' });
  expect(await log.read()).toBe('of today\n');
  await log.close();
  expect(await readFile(path, 'utf8')).toBe('of yesterday\nof today\n');
});

test.each([
  [10_000_000, false],
  [10_000_001, true],
])('a server log with %d bytes begins anew: %s', async (size, anew) => {
  await writeFile(path, 'of yesterday\n');
  await truncate(path, size);
  await (await openServerLog(path, OURSELVES)).close();
  expect((await readFile(path)).length).toBe(anew ? 0 : size);
  if (anew) expect((await readFile(`${path}.1`)).length).toBe(size);
});

test.each([
  [
    '2026-11-21 22:30:05.869 UTC [3837] FATAL:  could not stat "/x"\n2026-11-21 LOG:  bye\n',
    'could not stat "/x"',
  ],
  ['initdb: error: cannot be run as root\ninitdb: hint: Please log in\n', 'cannot be run as root'],
  ['1 [1] FATAL:  the first\n1 [1] PANIC:  the last: of all\n', 'the last: of all'],
  ['sh: 1: unshare: not found\n', 'sh: 1: unshare: not found'],
  ['', 'it said nothing.'],
])('lastErrorOf finds the last error of %j', (output, error) => {
  expect(lastErrorOf(output)).toBe(error);
});
