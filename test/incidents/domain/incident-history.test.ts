import fc from 'fast-check';
import { historyAt, IncidentEvent } from '../../../src/incidents/domain/incident-history';
import { INCIDENT_STATUSES, incidentStatusAt } from '../../../src/incidents/domain/incident-status';
import { closesUnansweredAt } from '../../../src/incidents/domain/unanswered';
import { at as wallTime } from '../../calendar/calendars';

const closesAt = new Date('2026-07-22T10:00:00.000Z');
const before = new Date(closesAt.getTime() - 1);
const waiting = { status: 'WAITING_FOR_CUSTOMER', closesAt } as const;
const asked: IncidentEvent = {
  at: new Date('2026-06-10T10:00:00Z'),
  kind: 'WAITING_FOR_CUSTOMER',
  note: 'Which version?',
  actor: 'Sue',
};
const closing: IncidentEvent = { at: closesAt, kind: 'CLOSED_UNANSWERED', note: null, actor: null };

describe('an incident that waits for the customer', () => {
  it('is closed from the instant on at which the six weeks are over', () => {
    expect(incidentStatusAt(waiting, before)).toBe('WAITING_FOR_CUSTOMER');
    expect(incidentStatusAt(waiting, closesAt)).toBe('CLOSED');
    expect(incidentStatusAt(waiting, new Date('2029-01-01T00:00:00Z'))).toBe('CLOSED');
  });

  it('has the closing in its history from that instant on, as of that instant', () => {
    expect(historyAt(waiting, [asked], before)).toEqual([asked]);
    expect(historyAt(waiting, [asked], closesAt)).toEqual([asked, closing]);
    expect(historyAt(waiting, [asked], new Date('2029-01-01T00:00:00Z'))).toEqual([asked, closing]);
  });

  it('has it once, though it was written after the incident was read', () => {
    expect(historyAt(waiting, [asked, closing], closesAt)).toEqual([asked, closing]);
  });
});

it.each(INCIDENT_STATUSES.filter((status) => status !== 'WAITING_FOR_CUSTOMER'))(
  '%s stays what it is, however long it lasts',
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
  ])('%s, asked %s: closed %s', (zone, asking, closed) => {
    expect(closesUnansweredAt(wallTime(zone, asking), zone)).toEqual(wallTime(zone, closed));
  });

  it('last 42 days, give or take the hour of a change of clocks', () => {
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
