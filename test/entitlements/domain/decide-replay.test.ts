import { decideReplay } from '../../../src/entitlements/domain/decide-replay';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { LocalDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';

const ours = publishedPlan('it-novum', 'basic');
const decide = (from: string, to: string, plan = ours) =>
  decideReplay(contract(), plan, { from: from as LocalDate, to: to as LocalDate });

it.each([
  ['one day', '2026-06-10', '2026-06-11', []],
  ['five years', '2024-02-29', '2029-02-28', []],
  ['five years and a day', '2024-02-29', '2029-03-01', ['to']],
  ['no day', '2026-06-10', '2026-06-10', ['from']],
  ['less than none', '2026-06-10', '2026-06-09', ['from']],
])('a replay runs over days of at most five years: %s', (_, from, to, fields) => {
  const decision = decide(from, to);
  expect(outcomesOf(decision)).toEqual([
    'INVALID_INPUT PASSED',
    `INVALID_INPUT ${fields.length === 0 ? 'PASSED' : 'FAILED'}`,
  ]);
  expect(refusalsOf(decision).map(({ path }) => path)).toEqual(fields.map((field) => [field]));
});

it('a replay is under a plan of the provider', () => {
  const decision = decide('2026-06-10', '2026-06-11', publishedPlan('op5', 'basic'));
  expect(outcomesOf(decision)).toEqual(['INVALID_INPUT FAILED', 'INVALID_INPUT PASSED']);
  expect(refusalsOf(decision)).toMatchObject([{ path: ['planId'] }]);
});
