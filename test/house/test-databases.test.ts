import { Client } from 'pg';
import { dropTestDatabases, emptyDatabase } from '../support/test-database';

const run = process.env.AMBIT_TEST_RUN;
afterEach(() => (process.env.AMBIT_TEST_RUN = run));

/** Does something as another run of the tests on the same server would. */
async function asRun<T>(name: string, work: () => Promise<T>): Promise<T> {
  process.env.AMBIT_TEST_RUN = name;
  return work();
}

/** Names of the databases that these two runs have. */
async function databases(): Promise<string[]> {
  const client = new Client({ connectionString: process.env.AMBIT_TEST_SERVER_URL });
  await client.connect();
  const text = 'SELECT datname FROM pg_database WHERE datname ~ $1 ORDER BY datname';
  const { rows } = await client.query<{ datname: string }>(text, [`^ambit_test_${run}[ab]_`]);
  await client.end();
  return rows.map(({ datname }) => datname);
}

it('a run of the tests drops its own databases and leaves those of another run', async () => {
  await asRun(`${run}a`, () => emptyDatabase('one'));
  await asRun(`${run}b`, () => emptyDatabase('one'));
  await asRun(`${run}a`, dropTestDatabases);
  expect(await databases()).toEqual([`ambit_test_${run}b_one`]);
  await asRun(`${run}b`, dropTestDatabases);
  expect(await databases()).toEqual([]);
});
