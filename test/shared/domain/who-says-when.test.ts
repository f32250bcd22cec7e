import { refusalsOf } from '../../../src/shared/domain/decision';
import { decideMaySayWhen } from '../../../src/shared/domain/who-says-when';
import { outcomesOf } from '../../support/outcomes';

const SAID = new Date('2026-06-10T10:00:00Z');
const PATH = ['input', 'receivedAt'];

it.each([
  ['CUSTOMER', null, 'PASSED'],
  ['CUSTOMER', undefined, 'PASSED'],
  ['CUSTOMER', SAID, 'FAILED'],
  ['SUPPORT', SAID, 'PASSED'],
  ['SUPPORT', null, 'PASSED'],
] as const)('an instant is said by staff alone: a key of role %s, %p', (role, said, outcome) => {
  const decision = [decideMaySayWhen(role, said, PATH)];
  expect(outcomesOf(decision)).toEqual([`INVALID_INPUT ${outcome}`]);
  expect(refusalsOf(decision).map(({ path }) => path)).toEqual(outcome === 'FAILED' ? [PATH] : []);
});
