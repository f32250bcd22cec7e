import { contactNamed, order } from '../support/builders';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { askProgram } from './support/ask-program';

const CALLERS = 16;
const ADD = `mutation ($input: AddNamedContactInput!) { addNamedContact(input: $input) { userErrors { code } } }`;
const READ = 'query ($id: ID!) { contract(id: $id) { id number } }';

let target: TestDatabase;
let owner: TestServer;
let program: ServerProcess;
let key: string;
beforeAll(async () => {
  target = await freshDatabase('held_row');
  owner = await startTestServer(undefined, target);
  program = await startServerProcess(target.url, { COST_BUCKET_POINTS: '0', DATABASE_POOL_SIZE: '8' });
  key = await owner.keyOf('ADMIN');
});
afterAll(async () => {
  await program.stop();
  await owner.close();
});

const add = (contractId: string, name: string) =>
  askProgram(program.url, key, ADD, { input: { contractId, contact: contactNamed(name) } });

it('sixteen callers on a row that somebody holds get 503, while others write, read and see the process ready', async () => {
  const admin = await owner.as('ADMIN');
  const held = await order(admin, 'op5', 'premium');
  const free = await order(admin, 'op5', 'premium');
  const holder = target.database.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM contracts WHERE number = $1 FOR UPDATE', [held.number]);
  let areAnswered = false;
  const callers = Array.from({ length: CALLERS }, (_each, nth) => add(held.id, `Held${nth}`));
  const refused = Promise.all(callers).finally(() => (areAnswered = true));
  const others: string[] = [];
  for (let time = 0; !areAnswered; time += 1) {
    others.push((await askProgram(program.url, key, READ, { id: held.id })).outcome);
    if (time === 0) others.push((await add(free.id, 'Free')).outcome);
    others.push(String((await fetch(new URL('/readyz', program.url))).status));
  }
  expect(others.filter((outcome) => outcome !== '200')).toEqual([]);
  expect(others.length).toBeGreaterThan(10);
  const seen = (await refused).map(({ outcome, retryAfter }) => `${outcome} ${retryAfter}`);
  expect(new Set(seen)).toEqual(new Set(['503 SERVICE_UNAVAILABLE 1']));
  await holder.rollbackTransaction();
  await holder.release();
  const written = await target.database.sql.rows<{ name: string }>(
    `SELECT name FROM named_contacts WHERE name LIKE 'Held%' OR name = 'Free'`,
  );
  expect(written).toEqual([{ name: 'Free' }]);
  expect((await add(held.id, 'Later')).outcome).toBe('200');
});
