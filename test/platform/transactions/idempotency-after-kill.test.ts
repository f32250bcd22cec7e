import { toGlobalId } from '../../../src/shared/domain/global-id';
import { contactNamed, order } from '../../support/builders';
import { PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy';
import { sendKeyed } from '../../support/send-keyed';
import { ServerProcess, startServerProcess } from '../../support/server-processes';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { startTestServer, TestServer } from '../../support/test-server';

const CONTACT = 'namedContact { id name since }';

let target: TestDatabase;
let server: TestServer;
let proxy: PostgresProxy;
let first: ServerProcess;
let second: ServerProcess;

beforeEach(async () => {
  target = await freshDatabase('after_kill');
  server = await startTestServer(undefined, target);
  proxy = await startPostgresProxy(target.url);
  [first, second] = await Promise.all([startServerProcess(proxy.url), startServerProcess(target.url)]);
});
afterEach(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await proxy.close();
  await server.close();
});

const contacts = () =>
  target.database.sql.rows<{ id: string }>(`SELECT id FROM named_contacts WHERE name = 'Bob'`);

async function sendToKilledAndRetry(moment: 'COMMIT' | 'COMMITTED') {
  const apiKey = await server.keyOf('SALES');
  const { id: contractId } = await order(await server.as('ADMIN'), 'op5', 'premium');
  const input = { contractId, contact: contactNamed('Bob'), idempotencyKey: 'sent twice' };
  const send = ({ url }: ServerProcess) => sendKeyed(url, apiKey, 'addNamedContact', input, CONTACT);
  proxy.cutAt(moment, input.idempotencyKey, () => first.child.kill('SIGKILL'));
  await expect(send(first)).rejects.toThrow();
  await first.stop();
  expect(first.child.signalCode).toBe('SIGKILL');
  // What the database made of it is known when the connection of the killed server is gone.
  await proxy.close();
  const written = await contacts();
  return { written, retry: await send(second), again: await send(second) };
}

it('a server killed after the commit and before its answer: the retry answers what was written', async () => {
  const { written, retry, again } = await sendToKilledAndRetry('COMMITTED');
  expect(written).toHaveLength(1);
  const id = toGlobalId('NamedContact', written[0]!.id);
  expect(retry).toMatchObject({
    payload: { namedContact: { id, name: 'Bob' }, userErrors: [] },
    replayed: 'true',
  });
  expect(again).toEqual(retry);
  expect(await contacts()).toEqual(written);
});

it('a server killed before its commit: the retry is the first to write', async () => {
  const { written, retry, again } = await sendToKilledAndRetry('COMMIT');
  expect(written).toEqual([]);
  expect(retry).toMatchObject({ payload: { namedContact: { name: 'Bob' }, userErrors: [] }, replayed: null });
  expect(again).toEqual({ ...retry, replayed: 'true' });
  expect(await contacts()).toHaveLength(1);
});
