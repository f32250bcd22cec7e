import { billingMonth, decideCloseMonth, openMonth } from '../../../src/billing/domain/billing-month';
import { refusalsOf } from '../../../src/shared/domain/decision';

const BERLIN = 'Europe/Berlin';
const month = (name: string, zone = BERLIN) => billingMonth(name, zone)!;

it.each([
  ['2026-10', BERLIN, '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
  ['2026-12', BERLIN, '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ['2028-02', 'UTC', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
])('billingMonth is found for %s on the clock of %s', (name, timeZone, from, to) => {
  expect(billingMonth(name, timeZone)).toEqual({
    month: name,
    timeZone,
    startsAt: new Date(from),
    endsAt: new Date(to),
  });
});

it.each(['2026-13', '2026-00', '2026-1', '26-10', '2026-10-01', '', 'October'])(
  '%j is no billing month',
  (name) => {
    expect(billingMonth(name, BERLIN)).toBeNull();
  },
);

describe('closing', () => {
  const refuseToClose = (...asked: Parameters<typeof decideCloseMonth>) =>
    refusalsOf(decideCloseMonth(...asked))[0]?.message ?? null;
  const NOW = new Date('2026-12-15T00:00:00Z');
  const october = [month('2026-10')];

  it('decideCloseMonth lets the first month be any that is over', () => {
    expect(refuseToClose(month('2026-11'), [], NOW)).toBeNull();
    expect(refuseToClose(month('2020-01'), [], NOW)).toBeNull();
  });

  it('decideCloseMonth refuses a month until its last instant has passed', () => {
    const november = month('2026-11');
    expect(refuseToClose(november, [], new Date('2026-11-30T22:59:59.999Z'))).toMatch(/2026-11 is not over/);
    expect(refuseToClose(november, [], new Date('2026-11-30T23:00:00.000Z'))).toBeNull();
  });

  it('decideCloseMonth leaves no open month between closed ones', () => {
    expect(refuseToClose(month('2026-11'), october, NOW)).toBeNull();
    expect(refuseToClose(month('2027-01'), october, new Date('2027-02-15T00:00:00Z'))).toBe(
      'Close 2026-11 first: 2026-10 is the last closed month.',
    );
  });

  it('decideCloseMonth looks at the latest closed month, in whatever order they are known', () => {
    const closed = [month('2026-09'), month('2026-11'), month('2026-10')];
    const refusal = 'Close 2026-12 first: 2026-11 is the last closed month.';
    const later = new Date('2027-03-01T00:00:00Z');
    expect(refuseToClose(month('2027-01'), closed, later)).toBe(refusal);
    expect(refuseToClose(month('2027-01'), [...closed].reverse(), later)).toBe(refusal);
  });

  it('decideCloseMonth lets a month be closed that lies before all closed ones, where nothing can be written any more', () => {
    expect(refuseToClose(month('2026-08'), october, NOW)).toBeNull();
  });

  it('decideCloseMonth looks at the latest of several closed months', () => {
    const closed = [month('2026-11'), month('2026-09'), month('2026-10')];
    expect(refuseToClose(month('2026-12'), closed, new Date('2027-01-15T00:00:00Z'))).toBeNull();
  });

  it('decideCloseMonth refuses a month of another clock', () => {
    expect(refuseToClose(month('2026-11', 'America/Chicago'), october, NOW)).toBe(
      '2026-10 was closed on the clock of Europe/Berlin. Set BILLING_TIME_ZONE to it again.',
    );
  });
});

it('decideCloseMonth tells every reason: a month that is neither over nor the next one', () => {
  const now = new Date('2026-12-15T00:00:00Z');
  const reasons = refusalsOf(decideCloseMonth(month('2027-01'), [month('2026-10')], now));
  expect(reasons.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'INVALID_STATE 2027-01 is not over: it ends at 2027-01-31T23:00:00.000Z.',
    'INVALID_STATE Close 2026-11 first: 2026-10 is the last closed month.',
  ]);
});

describe('openMonth', () => {
  // Already December in Berlin.
  const now = new Date('2026-11-30T23:30:00Z');
  const open = (closed: string[], firstRowAt: Date | null) =>
    openMonth(
      closed.map((name) => month(name)),
      firstRowAt,
      { now, timeZone: BERLIN },
    ).month;

  it('openMonth is the one after the last closed month', () => {
    expect(open(['2026-09', '2026-10'], new Date('2025-01-01T00:00:00Z'))).toBe('2026-11');
  });

  it('openMonth is that of the first row where none is closed', () => {
    expect(open([], new Date('2026-08-31T22:00:00Z'))).toBe('2026-09');
  });

  it('openMonth is the present one on the clock of billing where nothing is to be billed', () => {
    expect(open([], null)).toBe('2026-12');
  });
});
