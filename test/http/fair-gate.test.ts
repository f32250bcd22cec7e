import fc from 'fast-check';
import { FairGate, GateLimits, NoPlaceError } from '../../src/http/fair-gate';

const LIMITS: GateLimits = { places: 8, waiting: 100, waitingPerKey: 50, waitMs: 60_000 };

/** Enters so often at once; tells in what order places were given, and why none was. */
class Entrants {
  readonly admitted: string[] = [];
  readonly refused: string[] = [];

  constructor(readonly gate: FairGate) {}

  async enter(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      this.gate.enter(key).then(
        () => this.admitted.push(key),
        (error: NoPlaceError) => this.refused.push(`${key} ${error.reason}`),
      );
    }
    await settled();
  }

  async leave(key: string): Promise<void> {
    this.gate.leave(key);
    await settled();
  }

  admittedOf(key: string): number {
    return this.admitted.filter((each) => each === key).length;
  }
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

it('a key alone gets all places but one eighth, so that another one gets a place at once', async () => {
  const entrants = new Entrants(new FairGate(LIMITS));
  await entrants.enter('a', 20);
  expect(entrants.admittedOf('a')).toBe(7);
  await entrants.enter('b');
  expect(entrants.admittedOf('b')).toBe(1);
});

it('a key gets no place beyond half of them while another one waits or is served', async () => {
  const entrants = new Entrants(new FairGate(LIMITS));
  await entrants.enter('b');
  await entrants.enter('a', 20);
  expect(entrants.admittedOf('a')).toBe(4);
  await entrants.leave('a');
  expect(entrants.admittedOf('a')).toBe(5);
  await entrants.leave('b');
  expect(entrants.admittedOf('a')).toBe(8);
});

it('gives places that become free by turns to the keys that wait', async () => {
  const entrants = new Entrants(new FairGate({ ...LIMITS, places: 4 }));
  await entrants.enter('x', 2);
  await entrants.enter('y', 2);
  await entrants.enter('a', 3);
  await entrants.enter('b', 1);
  await entrants.enter('c', 2);
  for (const key of ['x', 'y', 'x', 'y', 'a', 'b']) await entrants.leave(key);
  expect(entrants.admitted.slice(4)).toEqual(['a', 'b', 'c', 'a', 'c', 'a']);
});

it('refuses what a queue has no room for: of one key, and of all', async () => {
  const entrants = new Entrants(new FairGate({ ...LIMITS, places: 1, waiting: 3, waitingPerKey: 2 }));
  await entrants.enter('a', 4);
  expect(entrants.refused).toEqual(['a queue-full']);
  expect(entrants.gate.isFull('a')).toBe(true);
  await entrants.enter('b', 2);
  expect(entrants.refused).toEqual(['a queue-full', 'b queue-full']);
  expect(entrants.gate.isFull('c')).toBe(true);
  await entrants.leave('a');
  expect(entrants.gate.isFull('b')).toBe(false);
});

it('refuses one that has waited as long as it may, and gives its place in the queue to another', async () => {
  const entrants = new Entrants(new FairGate({ ...LIMITS, places: 1, waitingPerKey: 1, waitMs: 20 }));
  await entrants.enter('a', 2);
  while (entrants.refused.length === 0) await settled();
  expect(entrants.refused).toEqual(['a waited-too-long']);
  expect(entrants.gate.isFull('a')).toBe(false);
});

it('gives out no more places than there are at the moment', async () => {
  let placesNow = 1;
  const entrants = new Entrants(new FairGate({ ...LIMITS, places: 4, placesNow: () => placesNow }));
  await entrants.enter('a', 4);
  expect(entrants.admittedOf('a')).toBe(1);
  await entrants.leave('a');
  expect(entrants.admittedOf('a')).toBe(2);
  placesNow = 4;
  await entrants.leave('a');
  expect(entrants.admittedOf('a')).toBe(4);
});

it('is shared while requests of more than one key came within a second', async () => {
  let now = 0;
  const gate = new FairGate(LIMITS, () => now);
  const come = async (key: string) => {
    await gate.enter(key);
    gate.leave(key);
  };
  for (let time = 0; time < 3; time += 1) await come('a');
  expect(gate.isShared()).toBe(false);
  await come('b');
  now = 999;
  expect(gate.isShared()).toBe(true);
  await come('b');
  now = 1_000;
  expect(gate.isShared()).toBe(false);
  await come('a');
  expect(gate.isShared()).toBe(true);
});

it('is shared while what one key sent long ago is at work and another key came within a second', async () => {
  let now = 0;
  const gate = new FairGate(LIMITS, () => now);
  await gate.enter('a');
  now = 5_000;
  await gate.enter('b');
  expect(gate.isShared()).toBe(true);
  gate.leave('b');
  now = 5_999;
  expect(gate.isShared()).toBe(true);
  now = 6_000;
  expect(gate.isShared()).toBe(false);
});

it('forgets one whose client has gone', async () => {
  const gate = new FairGate({ ...LIMITS, places: 1 });
  await gate.enter('a');
  let goAway = () => undefined as void;
  const waiting = gate.enter('b', (refuse) => (goAway = refuse));
  goAway();
  await expect(waiting).rejects.toMatchObject({ reason: 'client-gone' });
  gate.leave('a');
  await gate.enter('a');
});

it('when it stops refuses all that wait and all that come, and lets those in flight leave', async () => {
  const entrants = new Entrants(new FairGate({ ...LIMITS, places: 1 }));
  await entrants.enter('a', 2);
  entrants.gate.stop();
  await entrants.enter('b');
  expect(entrants.refused.sort()).toEqual(['a stopping', 'b stopping']);
  await entrants.leave('a');
});

it('never gives more places than there are, gives none beyond half while another key waits, and leaves none unused', async () => {
  const keys = fc.constantFrom('a', 'b', 'c');
  const step = fc.record({ key: keys, enters: fc.boolean() });
  const property = fc.asyncProperty(
    fc.integer({ min: 1, max: 9 }),
    fc.array(step, { maxLength: 60 }),
    async (places, steps) => {
      const gate = new FairGate({ ...LIMITS, places });
      const held: Record<string, number> = { a: 0, b: 0, c: 0 };
      const waiting: Record<string, number> = { a: 0, b: 0, c: 0 };
      let beyondHalf = false;
      const half = Math.max(1, Math.floor(places / 2));
      const others = (key: string) => Object.keys(waiting).filter((each) => each !== key);
      for (const { key, enters } of steps) {
        if (enters) {
          waiting[key]! += 1;
          void gate.enter(key).then(
            () => {
              waiting[key]! -= 1;
              held[key]! += 1;
              beyondHalf ||= held[key]! > half && others(key).some((other) => waiting[other]! > 0);
            },
            () => undefined,
          );
        } else if (held[key]! > 0) {
          held[key]! -= 1;
          gate.leave(key);
        }
        for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
        expect(beyondHalf).toBe(false);
        const inFlight = Object.values(held).reduce((sum, count) => sum + count);
        expect(inFlight).toBeLessThanOrEqual(places);
        for (const each of Object.keys(held)) {
          if (waiting[each]! > 0 && held[each]! < half) expect(inFlight).toBe(places);
        }
      }
      gate.stop();
    },
  );
  await fc.assert(property, { numRuns: 300 });
});
