import { Follower } from '../../src/events/use-cases/follower';
import { EVERYTHING } from '../../src/shared/domain/tenant-scope';

const event = (id: number) => ({
  id: String(id),
  type: 'incident.received',
  contractId: null,
  customerId: null,
  providerId: null,
  subjectType: 'Incident',
});
const follower = () => new Follower<ReturnType<typeof event>>(EVERYTHING, {});
const LONG_MS = 60_000;

it('a follower that was not let in takes nothing, and has to read', async () => {
  const behind = follower();
  behind.offer(event(1));
  expect(await behind.next(LONG_MS)).toBe('behind');
});

it('a follower takes what comes after the position at which it was let in', async () => {
  const live = follower();
  live.letIn('2');
  for (const id of [1, 2, 3, 4]) live.offer(event(id));
  expect([await live.next(LONG_MS), await live.next(LONG_MS)]).toMatchObject([{ id: '3' }, { id: '4' }]);
});

it('a follower that waits gets an event as it comes', async () => {
  const live = follower();
  live.letIn('0');
  const next = live.next(LONG_MS);
  live.offer(event(1));
  expect(await next).toMatchObject({ id: '1' });
});

it('a follower to whom more is offered than it keeps gets what it has, in order, and then has to read', async () => {
  const slow = follower();
  slow.letIn('0');
  for (let id = 1; id <= 100; id += 1) slow.offer(event(id));
  const taken = [];
  for (
    let next = await slow.next(LONG_MS);
    next !== 'behind' && next !== null;
    next = await slow.next(LONG_MS)
  )
    taken.push(Number(next.id));
  expect(taken).toEqual(Array.from({ length: 64 }, (_, n) => n + 1));
});

it('a follower that hears of nothing for long gets null, and hears on', async () => {
  const live = follower();
  live.letIn('0');
  expect(await live.next(5)).toBeNull();
  live.offer(event(1));
  expect(await live.next(5)).toMatchObject({ id: '1' });
});

it('a follower that has ended takes nothing, and keeps the first reason', async () => {
  const ended = follower();
  ended.letIn('0');
  ended.offer(event(1));
  const next = follower();
  next.letIn('0');
  const waiting = next.next(LONG_MS);
  for (const each of [ended, next]) each.end('caller');
  ended.end('gone');
  ended.offer(event(2));
  expect([await ended.next(LONG_MS), await waiting, ended.endedBecause]).toEqual([null, null, 'caller']);
});
