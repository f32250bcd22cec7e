import { Database } from '../../../src/platform/transactions/database';
import { freshDatabase, TestDatabase } from '../../support/test-database';

let target: TestDatabase;
let database: Database;
beforeAll(async () => {
  target = await freshDatabase('database');
  ({ database } = target);
  await database.sql.rows('CREATE TABLE things (name text PRIMARY KEY)');
});
beforeEach(() => database.sql.rows('TRUNCATE things'));
afterAll(() => target.close());

const INSERT = 'INSERT INTO things VALUES ($1)';
const things = () => database.sql.rows<{ name: string }>('SELECT name FROM things ORDER BY name');

it('keeps what a transaction wrote, and answers what the work answered', async () => {
  const answer = await database.transaction(async ({ sql, withCommit }) => {
    await sql.rows(INSERT, ['one']);
    withCommit(sql.rows(INSERT, ['two']));
    return 'done';
  });
  expect([answer, await things()]).toEqual(['done', [{ name: 'one' }, { name: 'two' }]]);
});

it('fails, and keeps nothing, where the work swallows the failure of a statement', async () => {
  const work = database.transaction(async ({ sql }) => {
    await sql.rows(INSERT, ['one']);
    await sql.rows(INSERT, ['one']).catch(() => undefined);
    return 'done';
  });
  await expect(work).rejects.toThrow('rolled back instead of committed');
  expect(await things()).toEqual([]);
  await database.transaction(({ sql }) => sql.rows(INSERT, ['after it']));
  expect(await things()).toEqual([{ name: 'after it' }]);
});

it('fails with the error of a write that travels with the commit, and keeps nothing', async () => {
  const work = database.transaction(async ({ sql, withCommit }) => {
    await sql.rows(INSERT, ['one']);
    withCommit(sql.rows(INSERT, ['one']));
  });
  await expect(work).rejects.toMatchObject({ constraint: 'things_pkey' });
  expect(await things()).toEqual([]);
});

it('fails with the error of that write also where all answers come at once, and it is the last to be heard', async () => {
  const throughMany = async (awaits: number, write: () => Promise<unknown>): Promise<unknown> =>
    awaits === 0 ? write() : await throughMany(awaits - 1, write);
  const work = database.transaction(async ({ sql, withCommit }) => {
    await sql.rows(INSERT, ['one']);
    withCommit(throughMany(20, () => sql.rows(INSERT, ['one'])));
    withCommit(sql.rows(INSERT, ['two']));
    // Once everything is sent: what comes meanwhile is read in one piece.
    setImmediate(() => busyFor(200));
  });
  await expect(work).rejects.toMatchObject({ constraint: 'things_pkey' });
  expect(await things()).toEqual([]);
});

function busyFor(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}

it('keeps nothing of a write that was to travel with a commit, and nobody else hears its fault, where the work throws after it', async () => {
  const unheard: unknown[] = [];
  const hear = (fault: unknown) => unheard.push(fault);
  process.on('unhandledRejection', hear);
  try {
    for (const name of ['one', 'two']) {
      const work = database.transaction(async ({ sql, withCommit }) => {
        await sql.rows(INSERT, ['one']);
        withCommit(sql.rows(INSERT, [name]));
        throw new Error('a fault of the work');
      });
      await expect(work).rejects.toThrow('a fault of the work');
    }
    await new Promise(setImmediate);
    expect([unheard, await things()]).toEqual([[], []]);
  } finally {
    process.off('unhandledRejection', hear);
  }
});
