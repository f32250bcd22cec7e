import {
  responseDueAt,
  allLinesOpenAt,
  escalationOpensAt,
  openLinesAt,
} from '../../../src/catalog/domain/service-hours';
import { at, berlin } from '../../calendar/calendars';
import { publishedPlan } from '../../support/published-catalog';

const stockholm = (local: string) => at('Europe/Stockholm', local);
const premium = publishedPlan('op5', 'premium');

describe('the lines of OP5 Premium', () => {
  it.each([
    ['Fri before opening', '2026-11-27 07:59', 'FIRST_LINE', '2026-11-27 08:00'],
    ['Fri at opening', '2026-11-27 08:00', 'ALL_LINES', '2026-11-27 08:00'],
    ['Fri before closing', '2026-11-27 16:59', 'ALL_LINES', '2026-11-27 16:59'],
    ['Fri at closing', '2026-11-27 17:00', 'FIRST_LINE', '2026-11-30 08:00'],
    ['Sat at night', '2026-11-28 23:00', 'FIRST_LINE', '2026-11-30 08:00'],
  ])('the lines of OP5 Premium on %s (%s): %s, all from %s', (_when, local, open, all) => {
    expect(openLinesAt(premium, 'EUROPE', stockholm(local))).toBe(open);
    expect(allLinesOpenAt(premium, 'EUROPE', stockholm(local))).toEqual(stockholm(all));
    const escalation = open === 'ALL_LINES' ? null : stockholm(all);
    expect(escalationOpensAt(premium, 'EUROPE', stockholm(local))).toEqual(escalation);
  });

  it('the lines of OP5 Premium run on the clock of the region', () => {
    const morning = at('America/Chicago', '2026-11-27 08:00');
    expect(openLinesAt(premium, 'AMERICAS', morning)).toBe('ALL_LINES');
    expect(openLinesAt(premium, 'AMERICAS', stockholm('2026-11-27 08:00'))).toBe('FIRST_LINE');
  });

  it('a request that starts at second line of OP5 Premium is due on the business hours', () => {
    const saturday = stockholm('2026-11-28 23:00');
    expect(responseDueAt(premium, 'EUROPE', 'LOW', saturday)).toEqual(stockholm('2026-11-29 03:00'));
    expect(responseDueAt(premium, 'EUROPE', 'LOW', saturday, 2)).toEqual(stockholm('2026-11-30 12:00'));
  });
});

describe('the lines of a plan without hours of their own', () => {
  const standard = publishedPlan('it-novum', 'standard');

  it('lines without hours of their own are all open inside the window alone, and a request can always be escalated', () => {
    expect(openLinesAt(standard, 'EUROPE', berlin('2026-11-27 16:59'))).toBe('ALL_LINES');
    expect(openLinesAt(standard, 'EUROPE', berlin('2026-11-27 17:00'))).toBe('NONE');
    expect(allLinesOpenAt(standard, 'EUROPE', berlin('2026-11-27 17:00'))).toEqual(
      berlin('2026-11-30 09:00'),
    );
    expect(escalationOpensAt(standard, 'EUROPE', berlin('2026-11-27 17:00'))).toBeNull();
  });

  it('lines of a plan without a service window are never open', () => {
    const basic = publishedPlan('it-novum', 'basic');
    expect(openLinesAt(basic, 'EUROPE', berlin('2026-11-27 12:00'))).toBe('NONE');
    expect(allLinesOpenAt(basic, 'EUROPE', berlin('2026-11-27 12:00'))).toBeNull();
    expect(escalationOpensAt(basic, 'EUROPE', berlin('2026-11-27 12:00'))).toBeNull();
  });
});
