import { toGlobalId } from '../../../src/shared/domain/global-id';
import { contactNamed, order } from '../../support/builders';
import { startPostgresProxy } from '../../support/postgres-proxy';
import { sendKeyed } from '../../support/send-keyed';
import { ServerProcess, startServerProcess } from '../../support/server-processes';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { startTestServer, TestServer } from '../../support/test-server';

const CONTACT = 'namedContact { id name since }';

let target: TestDatabase;
let server: TestServer;
let second: ServerProcess;

beforeAll(async () => {
  target = await freshDatabase('after_kill');
  server = await startTestServer(undefined, target);
  second = await startServerProcess(target.url);
});
afterAll(async () => {
  await second.stop();
  await server.close();
});

const contacts = (name: string) =>
  target.database.sql.rows<{ id: string }>('SELECT id FROM named_contacts WHERE name = $1', [name]);

async function sendToKilledAndRetry(moment: 'COMMIT' | 'COMMITTED', name: string) {
  const proxy = await startPostgresProxy(target.url);
  const first = await startServerProcess(proxy.url);
  const apiKey = await server.keyOf('SALES');
  const { id: contractId } = await order(await server.as('ADMIN'), 'op5', 'premium');
  const input = { contractId, contact: contactNamed(name), idempotencyKey: `${name} sent twice` };
  const send = ({ url }: ServerProcess) => sendKeyed(url, apiKey, 'addNamedContact', input, CONTACT);
  proxy.cutAt(moment, input.idempotencyKey, () => first.child.kill('SIGKILL'));
  await expect(send(first)).rejects.toThrow();
  await first.stop();
  expect(first.child.signalCode).toBe('SIGKILL');
  // What the database made of it is known when the connection of the killed server is gone.
  await proxy.close();
  const written = await contacts(name);
  return { written, retry: await send(second), again: await send(second) };
}

it('a server killed after the commit and before its answer: the retry answers what was written', async () => {
  const { written, retry, again } = await sendToKilledAndRetry('COMMITTED', 'Bob');
  expect(written).toHaveLength(1);
  const id = toGlobalId('NamedContact', written[0]!.id);
  expect(retry).toMatchObject({
    payload: { namedContact: { id, name: 'Bob' }, userErrors: [] },
    replayed: 'true',
  });
  expect(again).toEqual(retry);
  expect(await contacts('Bob')).toEqual(written);
});

it('a server killed before its commit: the retry is the first to write', async () => {
  const { written, retry, again } = await sendToKilledAndRetry('COMMIT', 'Ann');
  expect(written).toEqual([]);
  expect(retry).toMatchObject({ payload: { namedContact: { name: 'Ann' }, userErrors: [] }, replayed: null });
  expect(again).toEqual({ ...retry, replayed: 'true' });
  expect(await contacts('Ann')).toHaveLength(1);
});
