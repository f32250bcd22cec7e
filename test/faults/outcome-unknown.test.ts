import { contactNamed, order } from '../support/builders';
import { PostgresProxy, startPostgresProxy } from '../support/postgres-proxy';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { askProgram } from './support/ask-program';

/** As the wire protocol writes it. */
const COMMIT = 'Q\0\0\0\x0bCOMMIT\0';
const COMMITTED = 'C\0\0\0\x0bCOMMIT\0';
const ADD = `mutation ($input: AddNamedContactInput!) { addNamedContact(input: $input) { namedContact { name } userErrors { code } } }`;

let target: TestDatabase;
let owner: TestServer;
let proxy: PostgresProxy;
let program: ServerProcess;
let key: string;
beforeAll(async () => {
  target = await freshDatabase('outcome_unknown');
  owner = await startTestServer(undefined, target);
  proxy = await startPostgresProxy(target.url);
  program = await startServerProcess(proxy.url, { DATABASE_STATEMENT_TIMEOUT_MS: '500' });
  key = await owner.keyOf('ADMIN');
});
afterAll(async () => {
  await program.stop();
  await proxy.close();
  await owner.close();
});

const namesLike = async (name: string) =>
  (await target.database.sql.rows('SELECT FROM named_contacts WHERE name = $1', [name])).length;

// The first request of a document runs over Apollo, the next ones over the fast path.
it.each([
  ['before PostgreSQL hears of the commit, over Apollo', COMMIT, 'One', null],
  ['after the commit, over the fast path', COMMITTED, 'Two', 'true'],
])(
  'silence %s: OUTCOME_UNKNOWN, and the same idempotency key says what came of it',
  async (_when, mark, name, replayed) => {
    const { id: contractId } = await order(await owner.as('ADMIN'), 'op5', 'premium');
    const input = { contractId, contact: contactNamed(name), idempotencyKey: `add ${name}` };
    const send = () => askProgram(program.url, key, ADD, { input });
    // Where another holds the contract for a moment, an empty transaction is committed first.
    proxy.silenceAfter(mark, `"name":"${name}"`);
    const unknown = await send();
    proxy.heal();
    expect(unknown).toMatchObject({ outcome: '504 OUTCOME_UNKNOWN', retryAfter: null, data: null });
    expect(unknown.message).toContain('same idempotencyKey');
    expect(await namesLike(name)).toBe(replayed === null ? 0 : 1);
    // The silenced session holds its locks until PostgreSQL sees that its client has gone.
    await target.database.sql.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    );
    const again = await send();
    expect(again).toMatchObject({
      outcome: '200',
      replayed,
      data: { addNamedContact: { namedContact: { name }, userErrors: [] } },
    });
    expect(await namesLike(name)).toBe(1);
  },
);

it('a database that may not be written to is a 503 with Retry-After, and reads go on', async () => {
  const { id: contractId } = await order(await owner.as('ADMIN'), 'op5', 'premium');
  const setReadOnly = async (value: string) => {
    await target.database.sql.rows(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = ${value}', current_database()); END $$`,
    );
    await target.database.sql.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user`,
    );
  };
  await setReadOnly('on');
  const add = () => {
    const input = { contractId, contact: contactNamed('Three') };
    return askProgram(program.url, key, ADD, { input });
  };
  // The session that was closed may be seen once.
  await askProgram(program.url, key, '{ providers { name } }', {});
  expect(await askProgram(program.url, key, '{ providers { name } }', {})).toMatchObject({ outcome: '200' });
  expect(await add()).toMatchObject({ outcome: '503 SERVICE_UNAVAILABLE', retryAfter: '1' });
  await setReadOnly('off');
  await add();
  expect(await add()).toMatchObject({ outcome: '200' });
});

it('a database that is gone is a 503 with Retry-After on every way in, and all is well when it is back', async () => {
  const csv = () =>
    fetch(new URL('/billing/consulting-usage.csv?from=2026-01-01&to=2026-02-01', program.url), {
      headers: { authorization: `Bearer ${key}` },
    });
  expect((await csv()).status).toBe(200);
  const read = () => askProgram(program.url, key, '{ customers(first: 1) { nodes { name } } }', {});
  expect((await read()).outcome).toBe('200');
  proxy.cut();
  expect(await read()).toMatchObject({ outcome: '503 SERVICE_UNAVAILABLE', retryAfter: '1' });
  const refused = await csv();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await fetch(new URL('/readyz', program.url))).status).toBe(503);
  proxy.heal();
  expect((await read()).outcome).toBe('200');
});
