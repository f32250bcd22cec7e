import { Entitlements, Plan, SATELLITE } from '../../../src/catalog/domain/plan';
import { contractYear } from '../../../src/contracts/domain/contract-dates';
import { decideRoom, quotaInUse, quotaInstant, remainingOf } from '../../../src/contracts/domain/quota';
import { localDate } from '../../../src/shared/domain/local-date';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

function planFor(name: string, maxSatellites: number | null): Plan {
  const plan = publishedPlan('it-novum', 'standard');
  const entitlements: Entitlements = { ...plan.entitlements, maxSatellites };
  return { ...plan, id: name, name, entitlements };
}

/** On 2027-03-15 by Berlin's clock. */
const nextPlanFrom = new Date('2027-03-14T23:00:00Z');

const WAY_OUT = 'Give one up.';

function decide(used: number, now: number | null, next?: number | null) {
  const nextPlan = next === undefined ? null : planFor('Next', next);
  const state = contract(nextPlan === null ? {} : { nextPlanId: nextPlan.id, nextPlanFrom });
  const facts = { state, plan: planFor('Now', now), nextPlan };
  const quota = quotaInUse(facts, used, (plan) => plan.entitlements.maxSatellites);
  const { outcome, explanation } = decideRoom('SATELLITE_LIMIT_REACHED', facts, quota, SATELLITE, WAY_OUT);
  return { limit: quota.limit, outcome, explanation };
}

it.each([
  [0, 1, undefined, 1, 'PASSED', '0 of 1 satellite are used.'],
  [4, 5, undefined, 5, 'PASSED', '4 of 5 satellites are used.'],
  [9, null, undefined, null, 'PASSED', '9 satellites are used, without a limit.'],
  [5, 5, undefined, 5, 'FAILED', '5 of 5 satellites of contract K-1 are used. Give one up.'],
  [6, 5, undefined, 5, 'FAILED', '6 of 5 satellites of contract K-1 are used. Give one up.'],
  [1, 1, undefined, 1, 'FAILED', '1 of 1 satellite of contract K-1 is used. Give one up.'],
  [0, 0, undefined, 0, 'FAILED', 'Now has no room for satellites.'],
  [0, 5, 0, 0, 'FAILED', 'Next, to which the plan changes on 2027-03-15, has no room for satellites.'],
  [5, 5, 10, 5, 'FAILED', '5 of 5 satellites of contract K-1 are used. Give one up.'],
  [5, 5, null, 5, 'FAILED', '5 of 5 satellites of contract K-1 are used. Give one up.'],
  [
    1,
    5,
    1,
    1,
    'FAILED',
    '1 of 1 satellite of contract K-1 is used: Next, to which the plan changes on 2027-03-15, has room for 1 satellite. Give one up.',
  ],
  [
    5,
    null,
    5,
    5,
    'FAILED',
    '5 of 5 satellites of contract K-1 are used: Next, to which the plan changes on 2027-03-15, has room for 5 satellites. Give one up.',
  ],
])(
  'the quota of satellites is set by the plan now and the one to come: %i used under a plan for %p, and for %p to come',
  (used, now, next, limit, outcome, explanation) => {
    expect(decide(used, now, next)).toEqual({ limit, outcome, explanation });
  },
);

it.each([
  [null, 3, null],
  [5, 0, 5],
  [5, 5, 0],
  [5, 6, 0],
])(
  'what is left of a quota is never below 0, and null without a limit: of %p with %i used, %p',
  (limit, used, left) => {
    expect(remainingOf({ limit, used, resetsAt: null })).toBe(left);
  },
);

const YEAR = contractYear(localDate('2026-03-15'), 1);

function instant(countsAt: string, now: string, year: typeof YEAR | null = YEAR): string {
  return quotaInstant(new Date(countsAt), new Date(now), year, 'Europe/Berlin').toISOString();
}

describe('quotaInstant', () => {
  it('the instant of a quota is now for what counts earlier in the running year', () => {
    expect(instant('2026-04-01T00:00:00Z', '2026-09-01T00:00:00Z')).toBe('2026-09-01T00:00:00.000Z');
  });

  it('the instant of a quota is the appointment itself for one that is to come, so that a scheduled change counts', () => {
    expect(instant('2026-09-01T00:00:00Z', '2026-04-01T00:00:00Z')).toBe('2026-09-01T00:00:00.000Z');
  });

  it('the instant of a quota is the last instant of a year that is over', () => {
    expect(instant('2026-04-01T00:00:00Z', '2028-01-01T00:00:00Z')).toBe('2027-03-14T22:59:59.999Z');
  });

  it('the instant of a quota is the instant itself before the first year', () => {
    expect(instant('2026-01-01T00:00:00Z', '2026-09-01T00:00:00Z', null)).toBe('2026-01-01T00:00:00.000Z');
  });
});
