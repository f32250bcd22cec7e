import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startConsumer } from '../../src/events/persistence/event-consumers';
import { insertEndpoint } from '../../src/events/persistence/webhook-endpoints';
import { consumerOf } from '../../src/events/persistence/webhook-queue';
import { addSecret } from '../../src/events/persistence/webhook-secrets';
import { textOfSecret } from '../../src/events/use-cases/create-webhook-endpoint';
import { programWrite } from '../../src/platform/program-write';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { killsOf } from '../support/kills';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { verified, WebhookReceiver } from '../support/webhook-receiver';

const KILLS = killsOf({ short: 8, long: 1_000 });
/** The long form takes minutes, and many of them on a busy machine. */
jest.setTimeout(process.env.AMBIT_LONG === '1' ? 3_600_000 : 600_000);
const PROCESSES = 2;
const CONTRACTS = 6;
const SECRET = Buffer.alloc(32, 7);

let target: TestDatabase;
let receiver: WebhookReceiver;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  target = await freshDatabase('webhook_kills');
  receiver = await WebhookReceiver.start();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await receiver.close();
  await target.close();
});

async function startSending(): Promise<ChildProcess> {
  const env = { PATH: process.env.PATH, DATABASE_URL: target.url };
  const script = join(__dirname, '../support/run-webhooks.cjs');
  for (;;) {
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    children.add(child);
    const isStarted = once(child.stdout, 'data').then(() => true);
    if (await Promise.race([isStarted, once(child, 'exit').then(() => false)])) return child;
    // On a busy machine the database may not take it in time.
    children.delete(child);
  }
}

/** An event of each contract. */
function tell(): Promise<void> {
  const occurredAt = new Date();
  return programWrite(target.database, occurredAt, ({ journal }) => {
    for (let contract = 1; contract <= CONTRACTS; contract += 1) {
      const subject = { type: 'Satellite' as const, id: '1', contractId: String(contract) };
      journal.happened({ type: 'satellite.registered', subject, occurredAt, data: {} });
    }
    return Promise.resolve();
  });
}

it('every event is delivered, those of a contract in their order, while processes that send are killed at random', async () => {
  const { sql } = target.database;
  const wanted = { providerId: null, url: receiver.url, types: ['*'], enabled: true, createdAt: new Date() };
  const { id } = await insertEndpoint(sql, wanted);
  await addSecret(sql, id, SECRET);
  await startConsumer(sql, consumerOf(id));
  receiver.respond = async () => {
    await sleep(Math.random() * 20);
    return 204;
  };
  let isOver = false;
  const writing = (async () => {
    while (!isOver) {
      await tell();
      await sleep(100);
    }
  })();
  const kill = async (times: number) => {
    for (let nth = 0; nth < times; nth += 1) {
      const child = await startSending();
      const before = receiver.received.length;
      // It dies while something is on its way, as far as that can be seen from here.
      for (let turn = 0; turn < 40 && receiver.received.length === before; turn += 1) await sleep(5);
      await sleep(Math.random() * 200);
      child.kill('SIGKILL');
      await once(child, 'exit');
      children.delete(child);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, () => kill(KILLS / PROCESSES)));
  isOver = true;
  await writing;
  await startSending();
  const told = (await sql.rows<{ position: string }>('SELECT position FROM events')).length;
  const seen = () => new Set(receiver.received.map((each) => each.id));
  // Many kills leave much to be sent: it is waited for as long as something comes.
  for (
    let quiet = 0, last = 0;
    quiet < 30 && seen().size < told;
    quiet = seen().size > last ? 0 : quiet + 1
  ) {
    last = seen().size;
    await sleep(1_000);
  }
  expect(seen().size).toBe(told);
  for (const each of receiver.received) verified(textOfSecret(SECRET), each, new Date());
  const places = new Map<string, number[]>();
  for (const { body } of receiver.received) {
    const known = places.get(body.contractId!) ?? [];
    const place = Number(parseGlobalId(body.id)!.id);
    if (!known.includes(place)) places.set(body.contractId!, [...known, place]);
  }
  expect(places.size).toBe(CONTRACTS);
  for (const each of places.values()) expect(each).toEqual([...each].sort((one, other) => one - other));
});
