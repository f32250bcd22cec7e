import { startConsumer } from '../../src/events/persistence/event-consumers';
import { walkEvents } from '../../src/events/use-cases/walk-events';
import { programWrite } from '../../src/platform/program-write';
import { freshDatabase, TestDatabase } from '../support/test-database';

const NOW = new Date('2026-06-10T10:00:00Z');

let target: TestDatabase;
beforeAll(async () => (target = await freshDatabase('walk_events')));
afterAll(() => target.close());

/** Events that say nothing, about things that nobody has. */
const tell = (...ids: readonly number[]) =>
  programWrite(target.database, NOW, ({ journal }) => {
    for (const id of ids) {
      const subject = { type: 'Satellite', id: String(id), contractId: null };
      journal.happened({ type: 'satellite.registered', subject, occurredAt: NOW, data: {} });
    }
    return Promise.resolve();
  });

const taken = async (consumer: string, limit = 100): Promise<string[]> => {
  const ids: string[] = [];
  await walkEvents(target.database, consumer, limit, (_, events) => {
    ids.push(...events.map(({ subjectId }) => subjectId));
    return Promise.resolve();
  });
  return ids;
};

it('a consumer takes each event once, in order, from its start on', async () => {
  await tell(1);
  await startConsumer(target.database.sql, 'one');
  expect(await taken('one')).toEqual([]);
  await tell(2, 3, 4);
  expect(await taken('one', 2)).toEqual(['2', '3']);
  expect(await taken('one', 2)).toEqual(['4']);
  expect(await taken('one')).toEqual([]);
});

it('a consumer that is started again goes on where it was, and one that was never started takes nothing', async () => {
  await startConsumer(target.database.sql, 'two');
  await tell(5);
  await startConsumer(target.database.sql, 'two');
  expect(await taken('two')).toEqual(['5']);
  expect(await taken('nobody')).toEqual([]);
});

it('events that could not be taken are taken again', async () => {
  await startConsumer(target.database.sql, 'three');
  await tell(6);
  const failing = walkEvents(target.database, 'three', 10, () => Promise.reject(new Error('no room')));
  await expect(failing).rejects.toThrow('no room');
  expect(await taken('three')).toEqual(['6']);
});

it('of several processes that walk for one consumer at the same time one takes the events', async () => {
  await startConsumer(target.database.sql, 'four');
  await tell(7, 8);
  const walks = await Promise.all(Array.from({ length: 6 }, () => taken('four')));
  expect(walks.flat().sort()).toEqual(['7', '8']);
});
