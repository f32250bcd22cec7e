import { actorKindOf, decideInternal, eventBy } from '../../../src/incidents/domain/incident-history';
import { decideReopening, decideTransition, lifeAfter } from '../../../src/incidents/domain/incident-life';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { Caller } from '../../../src/shared/domain/caller';
import { outcomesOf } from '../../support/outcomes';

const NOW = new Date('2026-06-10T10:00:00Z');
const sue: Caller = {
  keyId: '1',
  name: 'Sue',
  role: 'SUPPORT',
  customerId: null,
  providerId: null,
  isPartner: false,
};

describe('who took a step', () => {
  it.each([
    ['CUSTOMER', 'CUSTOMER'],
    ['ADMIN', 'STAFF'],
    ['SUPPORT', 'STAFF'],
    ['SALES', 'STAFF'],
  ] as const)('who took a step with a key of role %s is %s', (role, kind) => {
    expect(actorKindOf({ role })).toBe(kind);
  });

  it('who took a step took it now, and tells the customer, unless more is said', () => {
    const step = eventBy(sue, NOW, { kind: 'NOTE', note: 'Said.' });
    const byHer = { actor: 'Sue', actorKind: 'STAFF' };
    const usual = { at: NOW, recordedAt: NOW, internal: false, responseDueAt: null };
    expect(step).toEqual({ kind: 'NOTE', note: 'Said.', ...usual, ...byHer });
    const before = new Date(0);
    expect(eventBy(sue, NOW, { kind: 'RESUMED', note: null, at: before, internal: true })).toEqual({
      ...usual,
      ...byHer,
      kind: 'RESUMED',
      note: null,
      at: before,
      internal: true,
    });
  });

  it('who writes an internal note is staff', () => {
    expect(outcomesOf([decideInternal('CUSTOMER', false)])).toEqual(['INVALID_INPUT PASSED']);
    expect(outcomesOf([decideInternal('SUPPORT', true)])).toEqual(['INVALID_INPUT PASSED']);
    expect(refusalsOf([decideInternal('CUSTOMER', true)])).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'internal'] },
    ]);
  });
});

describe('a reopening', () => {
  const ZONE = 'Europe/Berlin';
  // The 11th in Berlin already: the 25th is the last day.
  const resolvedAt = new Date('2026-06-10T22:30:00Z');
  const resolved = { reference: 'ITN-1', status: 'RESOLVED', supportLine: 1, resolvedAt } as const;
  const decide = (incident: Parameters<typeof decideReopening>[0], now: Date) => {
    const outcome = decideReopening(incident, now, ZONE);
    return [...outcomesOf([outcome]), ...refusalsOf([outcome]).map(({ path }) => path!.join('.'))].join(' ');
  };

  it.each([
    ['at once', resolvedAt, 'INVALID_STATE PASSED'],
    ['the last instant of the 14th day', new Date('2026-06-25T21:59:59.999Z'), 'INVALID_STATE PASSED'],
    ['the first of the 15th', new Date('2026-06-25T22:00:00Z'), 'INVALID_STATE FAILED input.incidentId'],
  ])('a reopening is possible for 14 days in the zone of the provider: %s', (_, now, outcome) => {
    expect(decide(resolved, now)).toBe(outcome);
  });

  it('a reopening is of what is resolved, and counts days only where it is known when', () => {
    const refused = 'INVALID_STATE FAILED input.incidentId';
    expect(decide({ ...resolved, status: 'CLOSED' }, resolvedAt)).toBe(refused);
    expect(decide({ ...resolved, status: 'IN_PROGRESS', resolvedAt: null }, resolvedAt)).toBe(refused);
    expect(decide({ ...resolved, resolvedAt: null }, new Date('2030-01-01T00:00:00Z'))).toBe(
      'INVALID_STATE PASSED',
    );
  });

  it('a reopening forgets when it was resolved, and nothing else does', () => {
    const life = { status: 'RESOLVED', supportLine: 1, closesAt: null, resolvedAt, voidedAt: null } as const;
    expect(lifeAfter(life, 'REOPEN', NOW, ZONE).resolvedAt).toBeNull();
    expect(lifeAfter(life, 'CLOSE', NOW, ZONE).resolvedAt).toEqual(resolvedAt);
    const working = { ...life, status: 'IN_PROGRESS', resolvedAt: null } as const;
    expect(lifeAfter(working, 'RESOLVE', NOW, ZONE).resolvedAt).toEqual(NOW);
    expect(lifeAfter(working, 'AWAIT', NOW, ZONE).resolvedAt).toBeNull();
  });

  it('a step that is possible passes the rule on the state', () => {
    expect(outcomesOf([decideTransition(resolved, 'CLOSE')])).toEqual(['INVALID_STATE PASSED']);
  });

  it('a step up goes to the next line, every other stays at its own', () => {
    const life = { status: 'NEW', supportLine: 1, closesAt: null, resolvedAt: null, voidedAt: null } as const;
    expect(lifeAfter(life, 'ESCALATE', NOW, ZONE).supportLine).toBe(2);
    expect(lifeAfter(life, 'NOTE', NOW, ZONE).supportLine).toBe(1);
  });
});
