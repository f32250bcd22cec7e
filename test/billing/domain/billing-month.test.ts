import { billingMonth, refuseToClose } from '../../../src/billing/domain/billing-month';

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

describe('refuseToClose', () => {
  const NOW = new Date('2026-12-15T00:00:00Z');
  const october = [month('2026-10')];

  it('refuseToClose lets the first month be any that is over', () => {
    expect(refuseToClose(month('2026-11'), [], NOW)).toBeNull();
    expect(refuseToClose(month('2020-01'), [], NOW)).toBeNull();
  });

  it('refuseToClose refuses a month until its last instant has passed', () => {
    const november = month('2026-11');
    expect(refuseToClose(november, [], new Date('2026-11-30T22:59:59.999Z'))).toMatch(/2026-11 is not over/);
    expect(refuseToClose(november, [], new Date('2026-11-30T23:00:00.000Z'))).toBeNull();
  });

  it('refuseToClose leaves no open month between closed ones', () => {
    expect(refuseToClose(month('2026-11'), october, NOW)).toBeNull();
    expect(refuseToClose(month('2027-01'), october, new Date('2027-02-15T00:00:00Z'))).toBe(
      'Close 2026-11 first: 2026-10 is the last closed month.',
    );
  });

  it('refuseToClose looks at the latest closed month, in whatever order they are known', () => {
    const closed = [month('2026-09'), month('2026-11'), month('2026-10')];
    const refusal = 'Close 2026-12 first: 2026-11 is the last closed month.';
    const later = new Date('2027-03-01T00:00:00Z');
    expect(refuseToClose(month('2027-01'), closed, later)).toBe(refusal);
    expect(refuseToClose(month('2027-01'), [...closed].reverse(), later)).toBe(refusal);
  });

  it('refuseToClose lets a month be closed that lies before all closed ones, where nothing can be written any more', () => {
    expect(refuseToClose(month('2026-08'), october, NOW)).toBeNull();
  });

  it('refuseToClose looks at the latest of several closed months', () => {
    const closed = [month('2026-11'), month('2026-09'), month('2026-10')];
    expect(refuseToClose(month('2026-12'), closed, new Date('2027-01-15T00:00:00Z'))).toBeNull();
  });

  it('refuseToClose refuses a month of another clock', () => {
    expect(refuseToClose(month('2026-11', 'America/Chicago'), october, NOW)).toBe(
      '2026-10 was closed on the clock of Europe/Berlin. Set BILLING_TIME_ZONE to it again.',
    );
  });
});
