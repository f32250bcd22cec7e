import { decideAnswer } from '../../../src/incidents/domain/answer';
import { decideDuplicateOf } from '../../../src/incidents/domain/duplicate';
import { decideLineOpen } from '../../../src/incidents/domain/escalation';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';

const NOW = new Date('2026-06-10T10:00:00Z');
const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
const HOUR = 3_600_000;

describe('the answer to a question', () => {
  const kinds = ['RECEIVED', 'WAITING_FOR_CUSTOMER', 'RESUMED', 'WAITING_FOR_CUSTOMER', 'NOTE'] as const;
  // Asked nine and seven hours ago.
  const history = kinds.map((kind, place) => ({ kind, at: after((place - 10) * HOUR) }));
  const decide = (role: 'SUPPORT' | 'CUSTOMER', receivedAt: Date | null, asked = history) =>
    outcomesOf(decideAnswer(role, { reference: 'ITN-1', history: asked }, receivedAt, NOW));

  it('the answer to a question is received now where nothing else is said', () => {
    expect(decide('SUPPORT', null)).toEqual(['INVALID_INPUT PASSED']);
    expect(decide('CUSTOMER', null)).toEqual(['INVALID_INPUT PASSED']);
  });

  it('the answer to a question is dated by staff alone', () => {
    const passed = 'INVALID_INPUT PASSED';
    expect(decide('SUPPORT', after(-HOUR))).toEqual([passed, passed, passed]);
    expect(decide('CUSTOMER', after(-HOUR))).toEqual(['INVALID_INPUT FAILED', passed, passed]);
  });

  it.each([
    [-7 * HOUR - 1, ['PASSED', 'FAILED']],
    [-7 * HOUR, ['PASSED', 'PASSED']],
    [300_000, ['PASSED', 'PASSED']],
    [300_001, ['FAILED', 'PASSED']],
  ])('the answer to a question comes after the last one, and not ahead of now: %i ms', (at, outcomes) => {
    const expected = outcomes.map((outcome) => `INVALID_INPUT ${outcome}`);
    expect(decide('SUPPORT', after(at)).slice(1)).toEqual(expected);
  });

  it('the answer to no question is refused by the status alone', () => {
    expect(decide('SUPPORT', after(-99 * HOUR), []).at(-1)).toBe('INVALID_INPUT PASSED');
  });
});

describe('a duplicate', () => {
  const duplicate = { id: '2', reference: 'ITN-2', customerId: '7' };
  const original = { id: '1', reference: 'ITN-1', customerId: '7', status: 'CLOSED' } as const;

  it.each([
    ['an incident of the same customer', original, []],
    ['none', null, ['NOT_FOUND duplicateOfId']],
    ['one of another customer', { ...original, customerId: '8' }, ['NOT_FOUND duplicateOfId']],
    ['itself', { ...original, id: '2' }, ['INVALID_INPUT duplicateOfId']],
    ['one that is voided', { ...original, status: 'VOIDED' as const }, ['INVALID_STATE duplicateOfId']],
  ])('a duplicate names another incident of the same customer that goes on: %s', (_, named, refusals) => {
    const outcome = decideDuplicateOf(duplicate, named);
    expect(refusalsOf([outcome]).map(({ code, path }) => `${code} ${path?.at(-1)}`)).toEqual(refusals);
    if (refusals.length === 0) expect(outcomesOf([outcome])).toEqual(['INVALID_STATE PASSED']);
  });
});

describe('an escalation', () => {
  const SATURDAY_NIGHT = new Date('2026-06-13T21:00:00Z');

  it('an escalation is refused while only the first line is there, with the instant at which the others are', () => {
    const outcome = decideLineOpen(publishedPlan('op5', 'premium'), 'EUROPE', SATURDAY_NIGHT);
    expect(refusalsOf([outcome])).toMatchObject([
      { code: 'SUPPORT_LINE_CLOSED', nextOpensAt: new Date('2026-06-15T06:00:00Z') },
    ]);
  });

  it('an escalation is possible in business hours, and where the catalog gives the lines no hours of their own', () => {
    const passed = ['SUPPORT_LINE_CLOSED PASSED'];
    expect(outcomesOf([decideLineOpen(publishedPlan('op5', 'premium'), 'EUROPE', NOW)])).toEqual(passed);
    expect(
      outcomesOf([decideLineOpen(publishedPlan('it-novum', 'premium'), 'EUROPE', SATURDAY_NIGHT)]),
    ).toEqual(passed);
  });
});
