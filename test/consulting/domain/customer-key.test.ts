import {
  decideFromNowOn,
  decideNamesNoConsultant,
  decideNotBegun,
} from '../../../src/consulting/domain/customer-key';
import { RuleOutcome, refusalsOf } from '../../../src/shared/domain/decision';
import { outcomesOf } from '../../support/outcomes';

const NOW = new Date('2026-06-10T10:00:00Z');
const at = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

function told(outcome: RuleOutcome): string {
  const [refusal] = refusalsOf([outcome]);
  return [...outcomesOf([outcome]), ...(refusal ? [refusal.path!.join('.')] : [])].join(' ');
}

it.each([
  ['CUSTOMER', -1, 'INVALID_INPUT FAILED input.startsAt'],
  ['CUSTOMER', 0, 'INVALID_INPUT PASSED'],
  ['CUSTOMER', 1, 'INVALID_INPUT PASSED'],
  ['SUPPORT', -1, 'INVALID_INPUT PASSED'],
] as const)('a customer’s key books from now on: %s, %i ms after now', (role, after, outcome) => {
  expect(told(decideFromNowOn(role, at(after), NOW))).toBe(outcome);
});

it.each([
  ['CUSTOMER', 'Bob', 'INVALID_INPUT FAILED input.consultant'],
  ['CUSTOMER', null, 'INVALID_INPUT PASSED'],
  ['SALES', 'Bob', 'INVALID_INPUT PASSED'],
  ['SALES', null, 'INVALID_INPUT PASSED'],
] as const)('a customer’s key does not name the consultant: %s, %p', (role, consultant, outcome) => {
  expect(told(decideNamesNoConsultant(role, consultant))).toBe(outcome);
});

it.each([
  ['CUSTOMER', 1, 'INVALID_STATE PASSED'],
  ['CUSTOMER', 0, 'INVALID_STATE FAILED input.blockId'],
  ['CUSTOMER', -1, 'INVALID_STATE FAILED input.blockId'],
  ['SUPPORT', -1, 'INVALID_STATE PASSED'],
] as const)(
  'a customer’s key changes an appointment until it begins: %s, %i ms before',
  (role, before, outcome) => {
    expect(told(decideNotBegun(role, at(before), NOW))).toBe(outcome);
  },
);
