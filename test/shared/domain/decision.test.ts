import {
  failed,
  failedRule,
  isAllowed,
  notJudged,
  passed,
  refusalsOf,
  refuseUnlessAllowed,
} from '../../../src/shared/domain/decision';
import { invalidInput, Refused, ruleBroken, USER_ERROR_CODES } from '../../../src/shared/domain/refusal';

const good = passed('TERM_TOO_SHORT', '12 months are at least 12.');
const open = notJudged('CHANNEL_NOT_IN_PLAN', 'No channel was named.');
const bad = failedRule('INVALID_STATE', 'It is over.', ['input', 'contractId']);
const worse = failed(invalidInput('No name.', ['name']), invalidInput('No phone.', ['phone']));

it('allows where no rule failed, whether it passed or was left out', () => {
  for (const decision of [[], [good], [open], [good, open]]) {
    expect(isAllowed(decision)).toBe(true);
    expect(refusalsOf(decision)).toEqual([]);
    expect(() => refuseUnlessAllowed(decision)).not.toThrow();
  }
});

it('refuses with every reason of every rule, in the order of the rules', () => {
  const decision = [good, worse, open, bad];
  expect(isAllowed(decision)).toBe(false);
  expect(refusalsOf(decision).map((refusal) => refusal.message)).toEqual([
    'No name.',
    'No phone.',
    'It is over.',
  ]);
  const refuse = () => refuseUnlessAllowed(decision);
  expect(refuse).toThrow(Refused);
  expect(refuse).toThrow('INVALID_INPUT, INVALID_INPUT, INVALID_STATE');
});

it('explains a failed rule by all its reasons', () => {
  const explanation = 'No name. No phone.';
  expect(worse).toMatchObject({ rule: 'INVALID_INPUT', outcome: 'FAILED', explanation });
  expect(bad).toMatchObject({
    refusals: [ruleBroken('INVALID_STATE', 'It is over.', ['input', 'contractId'])],
  });
});

it('has one sentence for each code', () => {
  for (const sentence of Object.values(USER_ERROR_CODES)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
