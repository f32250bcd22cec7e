import {
  closesUnansweredAt,
  decideTransition,
  INCIDENT_ACTIONS,
  INCIDENT_STATUSES,
  IncidentAction,
  IncidentStatus,
  incidentStatusAt,
  lifeAfter,
  possibleActions,
  TRANSITIONS,
} from '../../../src/incidents/domain/incident-life';
import { historyAt, IncidentEvent } from '../../../src/incidents/domain/incident-history';
import fc from 'fast-check';
import { at as wallTime } from '../../calendar/calendars';

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
REOPEN          -            -                     -                     IN_PROGRESS  -    -
NOTE            NEW          IN_PROGRESS           WAITING_FOR_CUSTOMER  RESOLVED  -       -
CORRECT         NEW          IN_PROGRESS           WAITING_FOR_CUSTOMER  RESOLVED  -       -
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
    resolvedAt: null,
    voidedAt: null,
  };
}

describe('the life of an incident', () => {
  it('the life of an incident is told for every action in every status', () => {
    expect(statuses).toEqual([...INCIDENT_STATUSES]);
    expect(rows.map(([action]) => action)).toEqual([...INCIDENT_ACTIONS]);
    expect(cells).toHaveLength(INCIDENT_ACTIONS.length * INCIDENT_STATUSES.length);
  });

  it.each(cells)(
    'an incident takes the action %s from %s to %s, where - is a refusal',
    (action, from, to) => {
      const incident = incidentIn(from);
      const outcome = decideTransition(incident, action);
      expect(outcome.outcome).toBe(to === '-' ? 'FAILED' : 'PASSED');
      if (to !== '-') expect(lifeAfter(incident, action, AT, 'Europe/Berlin').status).toBe(to);
    },
  );

  it('the life of an incident has a step of its own in the history for each action', () => {
    const events = INCIDENT_ACTIONS.map((action) => TRANSITIONS[action].event);
    expect(new Set(events).size).toBe(INCIDENT_ACTIONS.length);
  });
});

describe('a refused action', () => {
  it('a refused action tells the present status of the incident and what is possible instead', () => {
    const outcome = decideTransition(incidentIn('RESOLVED', 2), 'RESUME');
    expect(outcome).toMatchObject({
      rule: 'INVALID_STATE',
      outcome: 'FAILED',
      refusals: [{ kind: 'RULE', code: 'INVALID_STATE', path: ['input', 'incidentId'] }],
    });
    expect(outcome.explanation).toBe(
      'ITN-2026-000001 is RESOLVED at support line 2 and cannot be resumed; it can be: closed, voided, linked to a bug, reopened, given a note, corrected.',
    );
  });

  it('a refused action on a voided incident tells that nothing is possible', () => {
    expect(decideTransition(incidentIn('VOIDED'), 'VOID').explanation).toBe(
      'ITN-2026-000001 is VOIDED at support line 1 and cannot be voided; it can be: nothing more.',
    );
  });
});

describe('an escalation', () => {
  it.each([
    [1, 2],
    [2, 3],
  ])('an escalation hands an incident from line %i to line %i', (from, to) => {
    const incident = incidentIn('NEW', from);
    expect(decideTransition(incident, 'ESCALATE').outcome).toBe('PASSED');
    expect(lifeAfter(incident, 'ESCALATE', AT, 'Europe/Berlin').supportLine).toBe(to);
  });

  it('an escalation is not possible from the third line', () => {
    const incident = incidentIn('IN_PROGRESS', 3);
    expect(decideTransition(incident, 'ESCALATE').outcome).toBe('FAILED');
    expect(possibleActions(incident)).toEqual(['AWAIT', 'RESOLVE', 'VOID', 'LINK_BUG', 'NOTE', 'CORRECT']);
  });
});

describe('waiting for the customer', () => {
  const life = (from: IncidentStatus, action: IncidentAction) =>
    lifeAfter(incidentIn(from), action, AT, 'Europe/Berlin');

  it('waiting for the customer ends six weeks after it began', () => {
    expect(life('IN_PROGRESS', 'AWAIT').closesAt).toEqual(new Date('2026-07-22T10:00:00Z'));
  });

  it.each(['ESCALATE', 'LINK_BUG', 'NOTE', 'CORRECT'] as const)(
    'waiting for the customer is not made longer by %s',
    (action) => {
      expect(life('WAITING_FOR_CUSTOMER', action).closesAt).toEqual(CLOSES);
    },
  );

  it.each(['RESUME', 'RESOLVE', 'VOID'] as const)('waiting for the customer is over with %s', (action) => {
    expect(life('WAITING_FOR_CUSTOMER', action).closesAt).toBeNull();
  });
});

it('a voided incident keeps the instant of its voiding, and no other action sets it', () => {
  const voidedAt = cells
    .filter(([, , to]) => to !== '-')
    .map(([action, from]) => [action, lifeAfter(incidentIn(from), action, AT, 'Europe/Berlin').voidedAt]);
  expect(voidedAt.every(([action, at]) => (action === 'VOID' ? at === AT : at === null))).toBe(true);
});

const closesAt = new Date('2026-07-22T10:00:00.000Z');
const before = new Date(closesAt.getTime() - 1);
const waiting = { status: 'WAITING_FOR_CUSTOMER', closesAt } as const;
const asked: IncidentEvent = {
  at: new Date('2026-06-10T10:00:00Z'),
  kind: 'WAITING_FOR_CUSTOMER',
  recordedAt: new Date('2026-06-10T10:00:00Z'),
  note: 'Which version?',
  internal: false,
  responseDueAt: null,
  actor: 'Sue',
  actorKind: 'STAFF',
};
const closing: IncidentEvent = {
  at: closesAt,
  recordedAt: closesAt,
  kind: 'CLOSED_UNANSWERED',
  note: null,
  internal: false,
  responseDueAt: null,
  actor: null,
  actorKind: 'SYSTEM',
};

describe('an incident that waits for the customer', () => {
  it('an incident that waits for the customer is closed from the instant on at which the six weeks are over', () => {
    expect(incidentStatusAt(waiting, before)).toBe('WAITING_FOR_CUSTOMER');
    expect(incidentStatusAt(waiting, closesAt)).toBe('CLOSED');
    expect(incidentStatusAt(waiting, new Date('2029-01-01T00:00:00Z'))).toBe('CLOSED');
  });

  it('an incident that waits for the customer has the closing in its history from that instant on, as of that instant', () => {
    expect(historyAt(waiting, [asked], before)).toEqual([asked]);
    expect(historyAt(waiting, [asked], closesAt)).toEqual([asked, closing]);
    expect(historyAt(waiting, [asked], new Date('2029-01-01T00:00:00Z'))).toEqual([asked, closing]);
  });

  it('an incident that waits for the customer has the closing in its history once, though it was written after the incident was read', () => {
    expect(historyAt(waiting, [asked, closing], closesAt)).toEqual([asked, closing]);
  });
});

it.each(INCIDENT_STATUSES.filter((status) => status !== 'WAITING_FOR_CUSTOMER'))(
  'an incident in status %s stays what it is, however long it lasts',
  (status) => {
    const later = new Date('2099-01-01T00:00:00Z');
    expect(incidentStatusAt({ status, closesAt: null }, later)).toBe(status);
    expect(historyAt({ status, closesAt: null }, [asked], later)).toEqual([asked]);
  },
);

describe('six weeks without an answer', () => {
  it.each([
    ['Europe/Berlin', '2026-06-10 12:00', '2026-07-22 12:00'],
    ['Europe/Berlin', '2026-03-01 09:30', '2026-04-12 09:30'], // the clocks go forward on 29 March
    ['Europe/Berlin', '2026-10-01 17:00', '2026-11-12 17:00'], // and back on 25 October
    ['Europe/Berlin', '2027-12-20 23:59:59', '2028-01-31 23:59:59'],
    ['Europe/Stockholm', '2028-01-18 08:00', '2028-02-29 08:00'],
    ['America/Chicago', '2026-02-01 08:00', '2026-03-15 08:00'],
  ])(
    'six weeks without an answer close an incident by the wall clock of its zone: %s, asked %s: closed %s',
    (zone, asking, closed) => {
      expect(closesUnansweredAt(wallTime(zone, asking), zone)).toEqual(wallTime(zone, closed));
    },
  );

  it('six weeks without an answer last 42 days, give or take the hour of a change of clocks', () => {
    const instants = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.constantFrom('Europe/Berlin', 'America/Chicago', 'UTC'), (since, zone) => {
        const hours = (closesUnansweredAt(since, zone).getTime() - since.getTime()) / 3_600_000;
        expect(zone === 'UTC' ? [1008] : [1007, 1008, 1009]).toContain(hours);
      }),
    );
  });
});
