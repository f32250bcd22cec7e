import { decideTransition, lifeAfter, possibleActions } from '../../../src/incidents/domain/incident-life';
import { INCIDENT_STATUSES, IncidentStatus } from '../../../src/incidents/domain/incident-status';
import { INCIDENT_ACTIONS, IncidentAction, TRANSITIONS } from '../../../src/incidents/domain/transitions';

const AT = new Date('2026-06-10T10:00:00Z');
const CLOSES = new Date('2026-07-01T10:00:00Z');

/** Where each action leads from each status; - where it is refused. Written down apart from the code. Domain section 4. */
const TABLE = `
                NEW          IN_PROGRESS           WAITING_FOR_CUSTOMER  RESOLVED  CLOSED  VOIDED
FIRST_RESPONSE  IN_PROGRESS  -                     -                     -         -       -
ESCALATE        NEW          IN_PROGRESS           WAITING_FOR_CUSTOMER  -         -       -
AWAIT           -            WAITING_FOR_CUSTOMER  -                     -         -       -
RESUME          -            -                     IN_PROGRESS           -         -       -
RESOLVE         -            RESOLVED              RESOLVED              -         -       -
CLOSE           -            -                     -                     CLOSED    -       -
VOID            VOIDED       VOIDED                VOIDED                VOIDED    VOIDED  -
LINK_BUG        NEW          IN_PROGRESS           WAITING_FOR_CUSTOMER  RESOLVED  CLOSED  -
`;

const [statuses, ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([action, ...leadsTo]) =>
  leadsTo.map((to, index) => [action, statuses![index], to] as [IncidentAction, IncidentStatus, string]),
);

function incidentIn(status: IncidentStatus, supportLine = 1) {
  return {
    reference: 'ITN-2026-000001',
    status,
    supportLine,
    closesAt: status === 'WAITING_FOR_CUSTOMER' ? CLOSES : null,
    voidedAt: null,
  };
}

describe('the life of an incident', () => {
  it('is told for every action in every status', () => {
    expect(statuses).toEqual([...INCIDENT_STATUSES]);
    expect(rows.map(([action]) => action)).toEqual([...INCIDENT_ACTIONS]);
    expect(cells).toHaveLength(INCIDENT_ACTIONS.length * INCIDENT_STATUSES.length);
  });

  it.each(cells)('%s from %s: %s', (action, from, to) => {
    const incident = incidentIn(from);
    const outcome = decideTransition(incident, action);
    expect(outcome.outcome).toBe(to === '-' ? 'FAILED' : 'PASSED');
    if (to !== '-') expect(lifeAfter(incident, action, AT, 'Europe/Berlin').status).toBe(to);
  });

  it('has a step of its own in the history for each action', () => {
    const events = INCIDENT_ACTIONS.map((action) => TRANSITIONS[action].event);
    expect(new Set(events).size).toBe(INCIDENT_ACTIONS.length);
  });
});

describe('a refused action', () => {
  it('tells the present status and what is possible instead', () => {
    const outcome = decideTransition(incidentIn('RESOLVED', 2), 'RESUME');
    expect(outcome).toMatchObject({
      rule: 'INVALID_STATE',
      outcome: 'FAILED',
      refusals: [{ kind: 'RULE', code: 'INVALID_STATE', path: ['input', 'incidentId'] }],
    });
    expect(outcome.explanation).toBe(
      'ITN-2026-000001 is RESOLVED at support line 2 and cannot be resumed; it can be: closed, voided, linked to a bug.',
    );
  });

  it('tells of a voided incident that nothing is possible', () => {
    expect(decideTransition(incidentIn('VOIDED'), 'VOID').explanation).toBe(
      'ITN-2026-000001 is VOIDED at support line 1 and cannot be voided; it can be: nothing more.',
    );
  });
});

describe('an escalation', () => {
  it.each([
    [1, 2],
    [2, 3],
  ])('hands from line %i to line %i', (from, to) => {
    const incident = incidentIn('NEW', from);
    expect(decideTransition(incident, 'ESCALATE').outcome).toBe('PASSED');
    expect(lifeAfter(incident, 'ESCALATE', AT, 'Europe/Berlin').supportLine).toBe(to);
  });

  it('ends at the third line', () => {
    const incident = incidentIn('IN_PROGRESS', 3);
    expect(decideTransition(incident, 'ESCALATE').outcome).toBe('FAILED');
    expect(possibleActions(incident)).toEqual(['AWAIT', 'RESOLVE', 'VOID', 'LINK_BUG']);
  });
});

describe('waiting for the customer', () => {
  const life = (from: IncidentStatus, action: IncidentAction) =>
    lifeAfter(incidentIn(from), action, AT, 'Europe/Berlin');

  it('ends six weeks after it began', () => {
    expect(life('IN_PROGRESS', 'AWAIT').closesAt).toEqual(new Date('2026-07-22T10:00:00Z'));
  });

  it.each(['ESCALATE', 'LINK_BUG'] as const)('is not made longer by %s', (action) => {
    expect(life('WAITING_FOR_CUSTOMER', action).closesAt).toEqual(CLOSES);
  });

  it.each(['RESUME', 'RESOLVE', 'VOID'] as const)('is over with %s', (action) => {
    expect(life('WAITING_FOR_CUSTOMER', action).closesAt).toBeNull();
  });
});

it('a voided incident keeps the instant of its voiding, and no other action sets it', () => {
  const voidedAt = cells
    .filter(([, , to]) => to !== '-')
    .map(([action, from]) => [action, lifeAfter(incidentIn(from), action, AT, 'Europe/Berlin').voidedAt]);
  expect(voidedAt.every(([action, at]) => (action === 'VOID' ? at === AT : at === null))).toBe(true);
});
