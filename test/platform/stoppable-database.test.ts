import { RequestLifetime } from '../../src/platform/request-lifetime';
import { stoppableDatabase } from '../../src/platform/stoppable-database';
import { TestDatabase, workerDatabase } from '../support/test-database';

let target: TestDatabase;
beforeAll(async () => (target = await workerDatabase()));
afterAll(() => target.close());

/** The most statements of one request that were in flight at once, of 12 that it asks for at the same time. */
async function mostAtOnce(lifetime: RequestLifetime): Promise<number> {
  let inFlight = 0;
  let most = 0;
  const { database } = target;
  const counted = {
    ...database,
    sql: {
      async rows<Row>(text: Parameters<typeof database.sql.rows>[0], values?: readonly unknown[]) {
        inFlight += 1;
        most = Math.max(most, inFlight);
        return database.sql.rows<Row>(text, values).finally(() => (inFlight -= 1));
      },
    },
  };
  const { sql } = stoppableDatabase(counted, lifetime);
  const numbers = Array.from({ length: 12 }, (_, nth) => nth);
  const rows = await Promise.all(
    numbers.map((nth) => sql.rows<{ nth: number }>('SELECT $1::int AS nth, pg_sleep(0.01)', [nth])),
  );
  expect(rows.map(([row]) => row!.nth)).toEqual(numbers);
  return most;
}

it('has at most four statements of a request in flight, and answers each with its own rows', async () => {
  expect(await mostAtOnce(RequestLifetime.endless())).toBe(4);
});

it('has one statement of a dear request in flight, each at its pace', async () => {
  const lifetime = RequestLifetime.endless();
  let paces = 0;
  lifetime.pace = () => Promise.resolve(void (paces += 1));
  expect(await mostAtOnce(lifetime)).toBe(1);
  expect(paces).toBe(12);
});

it('goes on after a statement that failed', async () => {
  const { sql } = stoppableDatabase(target.database, RequestLifetime.endless());
  const failing = Array.from({ length: 6 }, () => sql.rows('SELECT 1 / 0').catch(() => 'failed'));
  expect(await Promise.all(failing)).toEqual(Array.from({ length: 6 }, () => 'failed'));
  expect(await sql.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
