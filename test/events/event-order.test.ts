import { Catalog } from '../../src/catalog/persistence/catalog';
import { RequestContext } from '../../src/catalog/request-context';
import { eventsAfter } from '../../src/events/persistence/events';
import { Database } from '../../src/platform/transactions/database';
import { systemClock } from '../../src/shared/domain/clock';
import { gate, stoppingBeforeCommit, untilSomebodyWaits } from '../support/stopping-before-commit';
import { freshDatabase, TestDatabase } from '../support/test-database';

const WRITERS = 8;
const EVENTS_EACH = process.env.AMBIT_LONG === '1' ? 500 : 40;

let target: TestDatabase;
let catalog: Catalog;
beforeAll(async () => {
  target = await freshDatabase('event_order');
  catalog = new Catalog(target.database);
});
afterAll(() => target.close());

function contextOver(database: Database): RequestContext {
  const caller = {
    keyId: '1',
    name: 'writer',
    role: 'ADMIN',
    customerId: null,
    isPartner: false,
    providerId: null,
  } as const;
  return new RequestContext(catalog, database, systemClock, caller, 'event-order');
}

function write(id: string, database = target.database, once?: string): Promise<void> {
  const subject = { type: 'Customer' as const, id, contractId: null };
  const happening = { type: 'test.written', subject, occurredAt: new Date(), data: { id } };
  return contextOver(database).write(({ journal }) => {
    journal.happened(once === undefined ? happening : { ...happening, once });
    return Promise.resolve();
  });
}

/** Resolves when a transaction has written its events and not committed yet. */
async function untilSomebodyHolds(): Promise<void> {
  const held = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while ((await target.database.sql.rows(held)).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What is committed after a position. */
const after = (position: string) => eventsAfter(target.database.sql, position, {}, 10_000);
const subjectsAfter = async (position: string) => (await after(position)).map(({ subjectId }) => subjectId);
const last = async () => (await after('0')).at(-1)?.id ?? '0';

it('a reader that goes on from its last event gets every event once and in order, while eight write', async () => {
  let isWriting = true;
  const writing = Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; n < EVENTS_EACH; n += 1) await write(String(1 + writer * EVENTS_EACH + n));
    }),
  ).finally(() => (isWriting = false));
  const seen: string[] = [];
  let position = '0';
  const goOn = async () => {
    const next = await eventsAfter(target.database.sql, position, {}, 7);
    seen.push(...next.map(({ subjectId }) => subjectId));
    position = next.at(-1)?.id ?? position;
    return next.length;
  };
  while (isWriting || (await goOn()) > 0) await goOn();
  await writing;
  while ((await goOn()) > 0);
  expect(seen).toEqual(await subjectsAfter('0'));
  expect(new Set(seen).size).toBe(WRITERS * EVENTS_EACH);
}, 120_000);

it('no event is shown before one that is not committed yet', async () => {
  const before = await last();
  const stop = stoppingBeforeCommit(target.database);
  const slow = write('1001', stop.database);
  await stop.reached;
  await untilSomebodyHolds();
  let isWritten = false;
  const quick = write('1002').then(() => (isWritten = true));
  await untilSomebodyWaits(target.database);
  expect(await after(before)).toEqual([]);
  expect(isWritten).toBe(false);
  stop.release();
  await Promise.all([slow, quick]);
  expect(await subjectsAfter(before)).toEqual(['1001', '1002']);
});

it('what began before a read and was committed after it is read later', async () => {
  const [begun, release] = [gate(), gate()];
  const { database } = target;
  const startsSlowly: Database = {
    ...database,
    scopedTo: () => startsSlowly,
    transaction: (work) =>
      database.transaction(async (transaction) => {
        await transaction.sql.rows('SELECT pg_current_xact_id()');
        begun.open();
        await release.opened;
        return work(transaction);
      }),
  };
  const slow = write('2001', startsSlowly);
  await begun.opened;
  await write('2002');
  const position = await last();
  release.open();
  await slow;
  expect(await subjectsAfter(position)).toEqual(['2001']);
});

it('what is told once is told once, also by two at a time', async () => {
  const before = await last();
  await Promise.all(Array.from({ length: 8 }, () => write('3001', target.database, 'once')));
  await write('3001', target.database, 'twice');
  expect(await subjectsAfter(before)).toEqual(['3001', '3001']);
});

it('a write that is rolled back leaves no event', async () => {
  const before = await last();
  const failing = contextOver(target.database).write(({ journal }) => {
    const subject = { type: 'Customer' as const, id: '4001', contractId: null };
    journal.happened({ type: 'test.written', subject, occurredAt: new Date(), data: {} });
    return Promise.reject(new Error('a fault'));
  });
  await expect(failing).rejects.toThrow('a fault');
  expect(await after(before)).toEqual([]);
});

it('nobody changes or deletes an event', async () => {
  for (const statement of [`UPDATE events SET type = 'x'`, 'DELETE FROM events', 'TRUNCATE events'])
    await expect(target.database.sql.rows(statement)).rejects.toThrow();
});
