import { invalidInput, limitReached, outsideWindow, ruleBroken } from '../../../src/shared/domain/refusal';

const AT = new Date('2026-06-10T10:00:00Z');

it('a refusal names its kind, its code and its field, and no plan that nobody has looked for', () => {
  const path = ['input', 'number'];
  expect(ruleBroken('CONFLICT', 'Taken.', path)).toEqual({
    kind: 'RULE',
    code: 'CONFLICT',
    message: 'Taken.',
    path,
    allowedByPlanIds: [],
  });
  expect(limitReached('CONTACT_LIMIT_REACHED', 'Full.', { limit: 3, used: 4, resetsAt: AT })).toEqual({
    kind: 'LIMIT_REACHED',
    code: 'CONTACT_LIMIT_REACHED',
    message: 'Full.',
    path: undefined,
    limit: 3,
    used: 4,
    resetsAt: AT,
    allowedByPlanIds: [],
  });
  expect(outsideWindow('OUTSIDE_SERVICE_WINDOW', 'Closed.', AT)).toEqual({
    kind: 'OUTSIDE_WINDOW',
    code: 'OUTSIDE_SERVICE_WINDOW',
    message: 'Closed.',
    path: undefined,
    nextOpensAt: AT,
    allowedByPlanIds: [],
  });
  expect(invalidInput('Wrong.', path)).toEqual({
    kind: 'INVALID_INPUT',
    code: 'INVALID_INPUT',
    message: 'Wrong.',
    path,
  });
});
