import { GraphQLClient } from 'graphql-request';
import { booked, orderAdditional } from '../consulting/consulting-api';
import { accepted, open, requestUnder } from '../incidents/incidents';
import { contactNamed, order, OrderedContract } from '../support/builders';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { Answer, askProgram } from './support/ask-program';

const READ = 'query ($id: ID!) { contract(id: $id) { id number } }';
const NAMES = ['Ada', 'Bert', 'Cleo'];

let target: TestDatabase;
let owner: TestServer;
let program: ServerProcess;
let key: string;
beforeAll(async () => {
  target = await freshDatabase('held_row');
  owner = await startTestServer(undefined, target);
  program = await startServerProcess(target.url, {
    COST_BUCKET_POINTS: '0',
    DATABASE_POOL_SIZE: '4',
    DATABASE_STATEMENT_TIMEOUT_MS: '60000',
  });
  key = await owner.keyOf('ADMIN');
});
afterAll(async () => {
  await program.stop();
  await owner.close();
});

function ask(mutation: string, input: object): Promise<Answer> {
  const name = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${name}!) { ${mutation}(input: $input) { userErrors { code } } }`;
  return askProgram(program.url, key, document, { input });
}

const read = (id: string) => askProgram(program.url, key, READ, { id });

/** A contract with three contacts, five appointments and an incident. */
async function contractOf(admin: GraphQLClient) {
  const contract = await order(admin, 'it-novum', 'premium', { contacts: NAMES.map(contactNamed) });
  await orderAdditional(admin, contract.id, 5);
  const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString();
  const blocks = await booked(admin, contract.id, inTenDays, { blocks: 5 });
  const { id: incidentId } = await accepted(open(admin, contract));
  return { ...contract, blockIds: blocks.map(({ id }) => id), incidentId };
}

async function hold({ number }: OrderedContract): Promise<() => Promise<void>> {
  const holder = target.database.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM contracts WHERE number = $1 FOR UPDATE', [number]);
  return async () => {
    await holder.rollbackTransaction();
    await holder.release();
  };
}

const WAITING = `SELECT count(*)::int AS waiting FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

it('sixteen callers on one contract that somebody holds, by whatever id, get 503, while others write, read and see the process ready', async () => {
  const admin = await owner.as('ADMIN');
  const held = await contractOf(admin);
  const free = await contractOf(admin);
  const letGo = await hold(held);
  let areAnswered = false;
  const start = performance.now();
  const callers = [
    ...held.namedContacts.map(({ id }) => ask('removeNamedContact', { contactId: id })),
    ...held.blockIds.map((blockId) => ask('cancelConsultingBlock', { blockId })),
    ...['Held0', 'Held1'].map((name) =>
      ask('addNamedContact', { contractId: held.id, contact: contactNamed(name) }),
    ),
    ...['a', 'b'].map(() => ask('openIncident', requestUnder(held))),
    ...['a', 'b'].map((name) => ask('registerSatellite', { contractId: held.id, name })),
    ask('voidIncident', { incidentId: held.incidentId, reason: 'Twice.' }),
    ask('suspendContract', { contractId: held.id, reason: 'Unpaid.' }),
  ];
  expect(callers).toHaveLength(16);
  const refused = Promise.all(callers).finally(() => (areAnswered = true));
  const others: string[] = [];
  let mostWaiting = 0;
  for (let time = 0; !areAnswered; time += 1) {
    const [row] = await target.database.sql.rows<{ waiting: number }>(WAITING);
    mostWaiting = Math.max(mostWaiting, row!.waiting);
    others.push((await read(held.id)).outcome);
    others.push((await ask('addIncidentNote', { incidentId: free.incidentId, note: `${time}` })).outcome);
    others.push(String((await fetch(new URL('/readyz', program.url))).status));
  }
  expect(others.filter((outcome) => outcome !== '200')).toEqual([]);
  expect(others.length).toBeGreaterThan(10);
  // Half of the connections.
  expect(mostWaiting).toBe(2);
  const seen = (await refused).map(({ outcome, retryAfter }) => `${outcome} ${retryAfter}`);
  expect(new Set(seen)).toEqual(new Set(['503 SERVICE_UNAVAILABLE 1']));
  expect(performance.now() - start).toBeLessThan(30_000);
  for (const blockId of free.blockIds)
    expect((await ask('cancelConsultingBlock', { blockId })).outcome).toBe('200');
  await letGo();
  expect((await ask('suspendContract', { contractId: held.id, reason: 'Unpaid.' })).outcome).toBe('200');
  const { namedContacts } = await admin
    .request<{ contract: OrderedContract }>(
      'query ($id: ID!) { contract(id: $id) { namedContacts { id name } } }',
      { id: held.id },
    )
    .then(({ contract }) => contract);
  expect(namedContacts.map(({ name }) => name)).toEqual(NAMES);
});

it('retries under one idempotency key, of a write that waits for a lock, do not take the connections of others', async () => {
  const admin = await owner.as('ADMIN');
  const held = await contractOf(admin);
  const letGo = await hold(held);
  const input = { contactId: held.namedContacts[0]!.id, idempotencyKey: 'the same' };
  let areAnswered = false;
  const retries = Promise.all(Array.from({ length: 16 }, () => ask('removeNamedContact', input))).finally(
    () => (areAnswered = true),
  );
  const others: string[] = [];
  while (!areAnswered) others.push((await read(held.id)).outcome);
  expect(others.filter((outcome) => outcome !== '200')).toEqual([]);
  expect(new Set((await retries).map(({ outcome }) => outcome))).toEqual(
    new Set(['503 SERVICE_UNAVAILABLE']),
  );
  await letGo();
  expect((await ask('removeNamedContact', input)).outcome).toBe('200');
});
