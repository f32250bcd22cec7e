import { DatabaseClock } from '../../src/platform/database-clock';
import { contactNamed, order } from '../support/builders';
import { sendKeyed } from '../support/send-keyed';
import { freshDatabase, TestDatabase, workerDatabase } from '../support/test-database';
import { startTestServer } from '../support/test-server';

const DAYS_4_MS = 4 * 86_400_000;
const machineAheadBy = (ms: number) => ({ now: () => new Date(Date.now() + ms) });

let target: TestDatabase;
beforeAll(async () => {
  target = await workerDatabase();
});
afterAll(() => target.close());

async function databaseNow(): Promise<number> {
  const [row] = await target.database.sql.rows<{ now: Date }>('SELECT clock_timestamp() AS now');
  return row!.now.getTime();
}

it.each([DAYS_4_MS, -DAYS_4_MS, 0])(
  'the clock of a process on a machine whose clock is wrong by %s ms shows the time of the database',
  async (ms) => {
    const clock = new DatabaseClock(target.database.sql, machineAheadBy(ms));
    await clock.read();
    expect(Math.abs(clock.now().getTime() - (await databaseNow()))).toBeLessThan(5_000);
  },
);

it('keeps its offset where the database cannot be asked, and warns of more than a second', async () => {
  const { sql } = target.database;
  const clock = new DatabaseClock(sql, machineAheadBy(DAYS_4_MS));
  const offsetMs = await clock.read();
  const failing = jest.spyOn(sql, 'rows').mockRejectedValueOnce(new Error('gone'));
  await expect(clock.read()).rejects.toThrow('gone');
  failing.mockRestore();
  expect(Math.abs(clock.now().getTime() - (await databaseNow()))).toBeLessThan(5_000);
  const warned: object[] = [];
  await clock.follow({ warn: (facts) => void warned.push(facts) })();
  expect(warned).toEqual([{ offsetMs }]);
});

it('an idempotency key does not expire early on a machine whose clock is four days ahead', async () => {
  const clock = new DatabaseClock(target.database.sql, machineAheadBy(DAYS_4_MS));
  await clock.read();
  const own = await freshDatabase('clocks');
  const right = await startTestServer(undefined, own);
  const ahead = await startTestServer(clock, { ...own, close: () => Promise.resolve() });
  const { id: contractId } = await order(await right.as('ADMIN'), 'op5', 'premium');
  const key = await right.keyOf('SALES');
  const input = { contractId, contact: contactNamed('Bob'), idempotencyKey: 'on two machines' };
  const send = (url: string) => sendKeyed(url, key, 'addNamedContact', input, 'namedContact { id }');
  const first = await send(right.url);
  expect(first.replayed).toBeNull();
  expect(await send(ahead.url)).toEqual({ ...first, replayed: 'true' });
  await ahead.close();
  await right.close();
});
