import { Client } from 'pg';
import { listenOn } from '../../src/platform/listen-session';
import { TestDatabase, workerDatabase } from '../support/test-database';

let target: TestDatabase;
beforeAll(async () => {
  target = await workerDatabase();
});
afterAll(() => target.close());

/** Signals, each awaited by the next call. */
function counted() {
  let count = 0;
  let awake: (() => void) | null = null;
  const onSignal = () => {
    count += 1;
    awake?.();
  };
  const reach = async (wanted: number) => {
    while (count < wanted) await new Promise<void>((resolve) => (awake = resolve));
  };
  return { onSignal, reach };
}

it('a session signals once it listens, and at each notice on its channel', async () => {
  const { onSignal, reach } = counted();
  const stop = listenOn({ connectionString: target.url }, 'test_signals', onSignal);
  await reach(1);
  await target.database.sql.rows(`SELECT pg_notify('other_signals', ''), pg_notify('test_signals', '')`);
  await reach(2);
  await stop();
});

it('a session that is lost is made again, and signals since something may have been missed', async () => {
  const { onSignal, reach } = counted();
  const stop = listenOn({ connectionString: target.url }, 'test_lost', onSignal);
  await reach(1);
  await target.database.sql.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN test_lost'`,
  );
  await reach(2);
  await target.database.sql.rows(`SELECT pg_notify('test_lost', '')`);
  await reach(3);
  await stop();
  const watcher = new Client({ connectionString: target.url });
  await watcher.connect();
  const { rows } = await watcher.query(`SELECT FROM pg_stat_activity WHERE query = 'LISTEN test_lost'`);
  await watcher.end();
  expect(rows).toEqual([]);
});
