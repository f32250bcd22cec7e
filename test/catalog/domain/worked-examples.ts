import { Impact, Region } from '../../../src/catalog/domain/plan';
import { publishedPlan } from '../../support/published-catalog';

type ProviderAndPlan = Parameters<typeof publishedPlan>;

/** Of it-novum, by the clock of Berlin: plan, received, impact, due (null: nothing is promised). Domain section 9. */
export const IT_NOVUM_EXAMPLES: readonly (readonly [ProviderAndPlan[1], string, Impact, string | null])[] = [
  // The worked examples.
  ['standard', '2026-04-02 16:00', 'CRITICAL', '2026-04-07 12:00'],
  ['premium', '2026-12-25 10:00', 'CRITICAL', '2026-12-28 10:00'],
  ['standard', '2026-06-03 12:00', 'LOW', '2026-06-05 16:00'],
  ['premium', '2026-03-30 07:00', 'MEDIUM', '2026-03-30 12:00'],
  ['standard', '2026-03-27 16:30', 'MEDIUM', '2026-03-30 16:30'],
  ['standard', '2026-10-02 13:00', 'CRITICAL', '2026-10-02 17:00'],
  // One second later, what was due at the closing is due after the weekend.
  ['standard', '2026-10-02 13:00:01', 'CRITICAL', '2026-10-05 09:00:01'],
  // 31 October is no holiday in Hesse; 29 March is the Sunday on which the clocks change, or Easter Monday.
  ['standard', '2025-10-31 10:00', 'CRITICAL', '2025-10-31 14:00'],
  ['premium', '2026-03-29 12:00', 'CRITICAL', '2026-03-30 10:00'],
  ['standard', '2027-03-29 10:00', 'CRITICAL', '2027-03-30 13:00'],
  // 24 and 31 December are working days.
  ['premium', '2026-12-24 17:00', 'CRITICAL', '2026-12-28 09:00'],
  ['standard', '2026-12-24 09:00', 'CRITICAL', '2026-12-24 13:00'],
  ['standard', '2026-12-31 13:00', 'CRITICAL', '2026-12-31 17:00'],
  ['standard', '2026-12-31 16:00', 'MEDIUM', '2027-01-04 16:00'],
  // Corpus Christi; 3 October on a Sunday and 1 May on a Saturday move to no other day.
  ['premium', '2027-05-26 17:00', 'MEDIUM', '2027-05-28 11:00'],
  ['standard', '2027-10-01 16:00', 'CRITICAL', '2027-10-04 12:00'],
  ['standard', '2027-04-30 16:00', 'CRITICAL', '2027-05-03 12:00'],
  // Basic promises nothing.
  ['basic', '2026-06-10 10:00', 'CRITICAL', null],
  ['basic', '2026-06-10 10:00', 'LOW', null],
];

/** Of OP5, by the clock of the region: plan, region, received, due. */
export const OP5_EXAMPLES: readonly (readonly [ProviderAndPlan[1], Region, string, string])[] = [
  // The worked examples.
  ['basic', 'EUROPE', '2026-11-20 10:00', '2026-11-25 17:00'],
  ['standard', 'AMERICAS', '2026-11-20 18:00', '2026-11-24 17:00'],
  ['premium', 'EUROPE', '2026-10-25 01:30', '2026-10-25 04:30'],
  // At the closing instant the day of receipt is over; before the opening it is that day already.
  ['standard', 'EUROPE', '2026-11-20 16:59:59', '2026-11-23 17:00'],
  ['standard', 'EUROPE', '2026-11-20 17:00:00', '2026-11-24 17:00'],
  ['standard', 'EUROPE', '2026-11-23 06:00', '2026-11-24 17:00'],
  ['basic', 'AMERICAS', '2026-11-21 12:00', '2026-11-26 17:00'],
  // No holidays are left out.
  ['standard', 'EUROPE', '2026-12-24 12:00', '2026-12-25 17:00'],
  ['premium', 'AMERICAS', '2026-03-08 01:30', '2026-03-08 06:30'],
];

export const REGION_CLOCKS: Readonly<Record<Region, string>> = {
  EUROPE: 'Europe/Stockholm',
  AMERICAS: 'America/Chicago',
};
