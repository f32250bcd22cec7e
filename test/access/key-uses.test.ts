import { KeyUses } from '../../src/access/key-uses';
import { TestClock } from '../support/test-clock';
import { queryDatabase } from '../support/foreign-database';
import { makeKey } from '../support/make-key';
import { freshDatabase } from '../support/test-database';
import { clientFor, startTestServer, TestServer } from '../support/test-server';

const FIRST = new Date('2026-06-10T10:00:00Z');
const after = (seconds: number) => new Date(FIRST.getTime() + seconds * 1_000);

const clock = new TestClock(FIRST.toISOString());
let server: TestServer;
beforeAll(async () => (server = await startTestServer(clock, await freshDatabase('key_uses'))));
afterAll(() => server.close());

async function newKey(name: string): Promise<string> {
  await makeKey(server.database, { name, role: 'SALES' });
  return (
    await server.database.sql.rows<{ id: string }>('SELECT id FROM api_keys WHERE name = $1', [name])
  )[0]!.id;
}

const lastUse = async (id: string) =>
  (
    await server.database.sql.rows<{ at: Date | null }>(
      'SELECT last_used_at AS at FROM api_keys WHERE id = $1',
      [id],
    )
  )[0]!.at;

it('the last use of a key is written when it is asked for, and of many uses the last one', async () => {
  const [used, unused] = [await newKey('used'), await newKey('unused')];
  const uses = new KeyUses(server.database);
  for (const seconds of [0, 1, 2]) uses.note(used, after(seconds));
  expect(await lastUse(used)).toBeNull();
  await uses.write();
  expect([await lastUse(used), await lastUse(unused)]).toEqual([after(2), null]);
});

it('the last use of a key is written at most once a minute, whichever process saw it', async () => {
  const id = await newKey('busy');
  const [one, other] = [new KeyUses(server.database), new KeyUses(server.database)];
  const write = async (uses: KeyUses, seconds: number) => {
    uses.note(id, after(seconds));
    await uses.write();
    return lastUse(id);
  };
  expect(await write(one, 0)).toEqual(after(0));
  expect(await write(other, 59)).toEqual(after(0));
  expect(await write(other, 60)).toEqual(after(60));
  expect(await write(one, 30)).toEqual(after(60));
});

it('the last use is not waited for where the key is locked, and is written the next time', async () => {
  const id = await newKey('locked');
  const uses = new KeyUses(server.database);
  await server.database.transaction(async ({ sql }) => {
    await sql.rows('SELECT FROM api_keys WHERE id = $1 FOR UPDATE', [id]);
    uses.note(id, after(0));
    await uses.write();
  });
  expect(await lastUse(id)).toBeNull();
  uses.note(id, after(1));
  await uses.write();
  expect(await lastUse(id)).toEqual(after(1));
});

it('no request writes the use of its key; a server that closes does', async () => {
  const target = await freshDatabase('key_uses_at_close');
  const closing = await startTestServer(clock, target);
  const client = clientFor(closing.url, await makeKey(target.database, { name: 'asking', role: 'ADMIN' }));
  const ask = () => client.request('{ apiKeys(first: 100) { nodes { name lastUsedAt } } }');
  await ask();
  expect(await ask()).toEqual({ apiKeys: { nodes: [{ name: 'asking', lastUsedAt: null }] } });
  await closing.close();
  expect(await queryDatabase(target.url, 'SELECT last_used_at AS at FROM api_keys')).toEqual([{ at: FIRST }]);
});
