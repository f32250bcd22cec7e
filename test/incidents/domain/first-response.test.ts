import {
  addressFor,
  decideFirstResponse,
  isResolvedOnFirstCall,
  isResponseMet,
} from '../../../src/incidents/domain/first-response';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { outcomesOf } from '../../support/outcomes';

const incident = {
  reference: 'ITN-2026-000001',
  status: 'NEW',
  supportLine: 1,
  receivedAt: new Date('2026-06-10T10:00:00Z'),
} as const;
const now = new Date('2026-06-10T12:00:00Z');

function refusals(respondedAt: string, facts: object = {}): string[] {
  const decision = decideFirstResponse({ ...incident, ...facts }, new Date(respondedAt), now);
  return refusalsOf(decision).map(({ code, path }) => `${code} ${path?.join('.')}`);
}

describe('a first response', () => {
  it.each([
    ['the instant of receipt', '2026-06-10T10:00:00.000Z'],
    ['now', '2026-06-10T12:00:00.000Z'],
    ['5 minutes ahead', '2026-06-10T12:05:00.000Z'],
  ])('a first response may be of %s', (_name, respondedAt) => {
    expect(refusals(respondedAt)).toEqual([]);
  });

  it.each([
    ['before the receipt', '2026-06-10T09:59:59.999Z'],
    ['more than 5 minutes ahead', '2026-06-10T12:05:00.001Z'],
  ])('a first response is not of an instant %s', (_name, respondedAt) => {
    expect(refusals(respondedAt)).toEqual(['INVALID_INPUT input.respondedAt']);
  });

  it('a first response is recorded once, and every reason against a second one is told', () => {
    expect(refusals('2026-06-10T09:00:00Z', { status: 'IN_PROGRESS' })).toEqual([
      'INVALID_STATE input.incidentId',
      'INVALID_INPUT input.respondedAt',
    ]);
  });
});

it('a first response that is allowed passes every rule once', () => {
  expect(outcomesOf(decideFirstResponse(incident, now, now))).toEqual([
    'INVALID_STATE PASSED',
    'INVALID_INPUT PASSED',
    'INVALID_INPUT PASSED',
  ]);
});

it('a first response goes to the address or the number of the contact, by its way', () => {
  const contact = { email: 'ada@example.com', phone: '+49 661 1' };
  expect(addressFor('EMAIL', contact)).toBe(contact.email);
  expect(addressFor('PHONE', contact)).toBe(contact.phone);
});

it.each([
  ['a solution by the first line', 'SOLUTION_PROPOSED', 1, [], true],
  ['a solution, with a note after it', 'SOLUTION_PROPOSED', 1, ['NOTE', 'CORRECTED'], true],
  ['a solution by the second line', 'SOLUTION_PROPOSED', 2, [], false],
  ['a confirmation', 'STARTED', 1, [], false],
  ['a response of which nothing is said', null, 1, [], false],
  ['a solution, then an escalation', 'SOLUTION_PROPOSED', 1, ['NOTE', 'ESCALATED'], false],
  ['a solution, then a question', 'SOLUTION_PROPOSED', 1, ['WAITING_FOR_CUSTOMER'], false],
  ['a solution, then a reopening', 'SOLUTION_PROPOSED', 1, ['REOPENED'], false],
] as const)(
  'an incident is resolved on the first call by a solution of the first line that stands: %s',
  (_, firstResponseKind, supportLine, then, isResolved) => {
    const history = ['RECEIVED', 'FIRST_RESPONSE', ...then] as const;
    expect(isResolvedOnFirstCall({ firstResponseKind, supportLine }, history)).toBe(isResolved);
  },
);

describe('the promise', () => {
  const due = new Date('2026-06-10T14:00:00Z');

  it('the promise of a first response is met at the due instant and broken one second later', () => {
    expect(isResponseMet(due, new Date('2026-06-10T13:59:59Z'))).toBe(true);
    expect(isResponseMet(due, due)).toBe(true);
    expect(isResponseMet(due, new Date('2026-06-10T14:00:00.999Z'))).toBe(true);
    expect(isResponseMet(due, new Date('2026-06-10T14:00:01Z'))).toBe(false);
  });

  it('the promise of a first response that does not fall on a whole second is met within its second', () => {
    const odd = new Date('2026-06-10T14:00:00.500Z');
    expect(isResponseMet(odd, new Date('2026-06-10T14:00:00.999Z'))).toBe(true);
    expect(isResponseMet(odd, new Date('2026-06-10T14:00:01.000Z'))).toBe(false);
  });

  it('the promise of a first response is neither met nor broken where there is none', () => {
    expect(isResponseMet(null, due)).toBeNull();
  });
});
