import { refusedByPlan } from '../../../src/entitlements/domain/refused-by-plan';
import { failedRule, notJudged, passed } from '../../../src/shared/domain/decision';

const fails = failedRule('INVALID_STATE', 'no');
const passes = passed('INVALID_STATE', 'yes');
const isLeft = notJudged('INVALID_STATE', 'not asked');

it('a plan refuses what fails under it and did not fail then', () => {
  const then = [passes, isLeft, fails, passes, fails];
  const underPlan = [fails, fails, fails, passes, passes];
  expect(refusedByPlan(then, underPlan)).toEqual([fails, fails]);
});

it('a plan refuses what fails under it where nothing was decided then', () => {
  expect(refusedByPlan([], [fails, passes])).toEqual([fails]);
});
