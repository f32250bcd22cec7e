import {
  actorSeenBy,
  decideInternal,
  historySeenBy,
  IncidentEvent,
} from '../../../src/incidents/domain/incident-history';
import { closingWarningAt, lastDayToReopen } from '../../../src/incidents/domain/incident-life';
import { Role, ROLES } from '../../../src/shared/domain/caller';
import { at as wallTime } from '../../calendar/calendars';

const at = new Date('2026-06-10T10:00:00Z');
const event = (changes: Partial<IncidentEvent>): IncidentEvent => ({
  at,
  recordedAt: at,
  kind: 'NOTE',
  note: 'Said.',
  internal: false,
  responseDueAt: null,
  actor: 'Sue',
  actorKind: 'STAFF',
  ...changes,
});

/** What each role sees of a step: its actor and its note, or nothing of it. */
it.each<[string, Partial<IncidentEvent>, Readonly<Record<Role, string | null>>]>([
  [
    'a note by staff',
    {},
    {
      ADMIN: 'Sue: Said.',
      SUPPORT: 'Sue: Said.',
      SALES: 'Sue: Said.',
      BILLING: 'Sue: Said.',
      CUSTOMER: 'support: Said.',
    },
  ],
  [
    'an internal note',
    { internal: true },
    {
      ADMIN: 'Sue: Said.',
      SUPPORT: 'Sue: Said.',
      SALES: 'Sue: Said.',
      BILLING: 'Sue: Said.',
      CUSTOMER: null,
    },
  ],
  [
    'a void for an internal reason',
    { kind: 'VOIDED', internal: true },
    {
      ADMIN: 'Sue: Said.',
      SUPPORT: 'Sue: Said.',
      SALES: 'Sue: Said.',
      BILLING: 'Sue: Said.',
      CUSTOMER: 'support: -',
    },
  ],
  [
    'a note by a customer',
    { actor: 'Carl', actorKind: 'CUSTOMER' },
    {
      ADMIN: 'Carl: Said.',
      SUPPORT: 'Carl: Said.',
      SALES: 'Carl: Said.',
      BILLING: 'Carl: Said.',
      CUSTOMER: 'Carl: Said.',
    },
  ],
  [
    'what happened by itself',
    { kind: 'CLOSED_UNANSWERED', actor: null, actorKind: 'SYSTEM', note: null },
    {
      ADMIN: 'system: -',
      SUPPORT: 'system: -',
      SALES: 'system: -',
      BILLING: 'system: -',
      CUSTOMER: 'system: -',
    },
  ],
])('in the history of an incident %s is seen by each role as it may', (_, changes, expected) => {
  const seen = ROLES.map((role) => {
    const [step] = historySeenBy(role, [event(changes)]);
    return [role, step === undefined ? null : `${step.actor}: ${step.note ?? '-'}`];
  });
  expect(Object.fromEntries(seen)).toEqual(expected);
});

it('the actor of a step in the history of an incident is never empty', () => {
  for (const role of ROLES)
    expect(actorSeenBy(role, event({ actor: null, actorKind: 'SYSTEM' }))).toBe('system');
});

it('internal notes of an incident are written by staff alone', () => {
  for (const role of ROLES) {
    expect(decideInternal(role, false).outcome).toBe('PASSED');
    expect(decideInternal(role, true).outcome).toBe(role === 'CUSTOMER' ? 'FAILED' : 'PASSED');
  }
});

it.each([
  ['Europe/Berlin', '2026-07-22 12:00', '2026-07-15 12:00'],
  ['Europe/Berlin', '2026-04-02 12:00', '2026-03-26 12:00'], // the clocks go forward on 29 March
  ['America/Chicago', '2026-11-05 08:00', '2026-10-29 08:00'], // and back on 1 November
])('in %s a closing for want of an answer at %s is warned of at %s', (zone, closing, warning) => {
  expect(closingWarningAt(wallTime(zone, closing), zone)).toEqual(wallTime(zone, warning));
});

it.each([
  ['Europe/Berlin', '2026-06-10T22:30:00Z', '2026-06-25'],
  ['Europe/Berlin', '2026-06-10T21:30:00Z', '2026-06-24'],
  ['America/Chicago', '2026-06-10T03:00:00Z', '2026-06-23'],
])(
  'in %s an incident that was resolved at %s can be reopened until the end of %s',
  (zone, resolvedAt, last) => {
    expect(lastDayToReopen(new Date(resolvedAt), zone)).toBe(last);
  },
);
