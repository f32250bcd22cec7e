import { decideFirstResponse, isResponseMet } from '../../../src/incidents/domain/first-response';
import { refusalsOf } from '../../../src/shared/domain/decision';

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
