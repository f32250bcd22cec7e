import { costBuckets } from '../../src/http/cost-buckets';
import { Caller } from '../../src/shared/domain/caller';

const SIZE = { size: 1_000, restorePerSecond: 100 };

function caller(keyId: string, customerId: string | null = null): Caller {
  return {
    keyId,
    name: keyId,
    role: customerId === null ? 'ADMIN' : 'CUSTOMER',
    customerId,
    isPartner: false,
    providerId: null,
  };
}

let now = 0;
const clock = () => now;
beforeEach(() => (now = 5_000));

it('takes points until they are spent, and tells what is left and when it is enough', () => {
  const charge = costBuckets(SIZE, clock);
  expect(charge(caller('1'), 600)).toEqual({
    allowed: true,
    limit: 1_000,
    remaining: 400,
    restoreRate: 100,
    retryAfterSeconds: 0,
  });
  expect(charge(caller('1'), 401)).toMatchObject({ allowed: false, remaining: 400, retryAfterSeconds: 1 });
  expect(charge(caller('1'), 701)).toMatchObject({ allowed: false, remaining: 400, retryAfterSeconds: 4 });
  expect(charge(caller('1'), 400)).toMatchObject({ allowed: true, remaining: 0 });
  expect(charge(caller('1'), 1)).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
});

it('is allowed after the seconds that it told, not before, and never holds more than its size', () => {
  const charge = costBuckets(SIZE, clock);
  charge(caller('1'), 1_000);
  expect(charge(caller('1'), 300).retryAfterSeconds).toBe(3);
  now += 2_999;
  expect(charge(caller('1'), 300).allowed).toBe(false);
  now += 1;
  expect(charge(caller('1'), 300)).toMatchObject({ allowed: true, remaining: 0 });
  now += 3_600_000;
  expect(charge(caller('1'), 0)).toMatchObject({ allowed: true, remaining: 1_000 });
});

it('allows a request dearer than the bucket when it is full, and then none until the debt is restored', () => {
  const charge = costBuckets(SIZE, clock);
  charge(caller('1'), 1);
  expect(charge(caller('1'), 1_500)).toMatchObject({ allowed: false, retryAfterSeconds: 1 });
  now += 10;
  expect(charge(caller('1'), 1_500)).toMatchObject({ allowed: true, remaining: 0 });
  expect(charge(caller('1'), 100)).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 6 });
  now += 6_000;
  expect(charge(caller('1'), 100).allowed).toBe(true);
});

it('keeps the buckets of keys apart, ADMIN not exempt', () => {
  const charge = costBuckets(SIZE, clock);
  expect(charge(caller('1'), 1_000).allowed).toBe(true);
  expect(charge(caller('1'), 1).allowed).toBe(false);
  expect(charge(caller('2'), 1_000).allowed).toBe(true);
});

it('lets all keys of a customer share the bucket of the customer', () => {
  const charge = costBuckets(SIZE, clock);
  expect(charge(caller('1', '7'), 600).allowed).toBe(true);
  expect(charge(caller('2', '7'), 600)).toMatchObject({
    allowed: false,
    remaining: 400,
    retryAfterSeconds: 2,
  });
  expect(charge(caller('3', '8'), 600).allowed).toBe(true);
  // What was refused was not taken from the key's own bucket either.
  now += 2_000;
  expect(charge(caller('2', '7'), 600)).toMatchObject({ allowed: true, remaining: 0 });
});

it.each([
  { size: 0, restorePerSecond: 100 },
  { size: 1_000, restorePerSecond: 0 },
])('a setting of 0 switches the limit off: %j', (settings) => {
  const charge = costBuckets(settings, clock);
  for (let time = 0; time < 10; time += 1) expect(charge(caller('1'), 1_000_000).allowed).toBe(true);
});
