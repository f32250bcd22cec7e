import { disabledBy, RETRY_DELAYS_MS, retryAfterFailure } from '../../../src/events/domain/webhook-retry';

const NOW = new Date('2026-06-10T10:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const failed = { status: 500, error: 'The response was 500.', retryAfter: null };
const asked = (status: number, retryAfter: string) => ({ ...failed, status, retryAfter });
const DAY = 24 * 3_600_000;

it('attempts follow each other by the schedule of the specification, ten in all', () => {
  const minutes = RETRY_DELAYS_MS.map((ms) => ms / 60_000);
  expect(minutes).toEqual([5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440]);
  const delays = Array.from({ length: 9 }, (_, nth) => retryAfterFailure(failed, nth + 1, NOW, 0).at);
  expect(delays).toEqual(RETRY_DELAYS_MS.map(later));
  expect(retryAfterFailure(failed, 10, NOW, 0)).toEqual({ at: null, pausedUntil: null });
});

it('a delay is up to a fifth longer, and never shorter', () => {
  expect(retryAfterFailure(failed, 2, NOW, 1).at).toEqual(later(6 * 60_000));
  expect(retryAfterFailure(failed, 2, NOW, 0.5).at).toEqual(later(5.5 * 60_000));
});

it.each([
  ['seconds', '120', 120_000],
  ['a date', 'Wed, 10 Jun 2026 10:30:00 GMT', 30 * 60_000],
  ['more than a day', '9999999999', DAY],
  ['a date of a later century', 'Wed, 10 Jun 2226 10:30:00 GMT', DAY],
])('Retry-After of %s pauses the endpoint, for a day at most', (_, retryAfter, ms) => {
  for (const status of [429, 503])
    expect(retryAfterFailure(asked(status, retryAfter), 1, NOW, 0)).toEqual({
      at: later(ms),
      pausedUntil: later(ms),
    });
});

it('Retry-After never brings an attempt forward', () => {
  expect(retryAfterFailure(asked(429, '10'), 2, NOW, 0)).toEqual({
    at: later(300_000),
    pausedUntil: later(10_000),
  });
});

it.each(['', 'soon', '-5', '1e3', '0', 'Wed, 10 Jun 2026 09:00:00 GMT'])(
  'Retry-After of "%s" pauses nothing',
  (retryAfter) => {
    expect(retryAfterFailure(asked(429, retryAfter), 1, NOW, 0)).toEqual({
      at: later(5_000),
      pausedUntil: null,
    });
  },
);

it('Retry-After counts with 429 and 503 alone', () => {
  expect(retryAfterFailure(asked(500, '120'), 1, NOW, 0)).toEqual({ at: later(5_000), pausedUntil: null });
});

it('an event that is given up may still pause the endpoint', () => {
  expect(retryAfterFailure(asked(503, '60'), 10, NOW, 0)).toEqual({ at: null, pausedUntil: later(60_000) });
});

it('an endpoint is disabled by 410 at once, and by every other failure after five days', () => {
  expect(disabledBy({ status: 410 }, NOW, NOW)).toBe('GONE');
  expect(disabledBy({ status: 500 }, NOW, later(5 * DAY - 1))).toBeNull();
  expect(disabledBy({ status: null }, NOW, later(5 * DAY))).toBe('FAILING');
});
