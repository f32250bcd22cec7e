import { DateTime } from 'luxon';
import { isHolidayInHesse } from '../calendar/hesse-holidays';
import { Offer, ProviderCode, ZONES } from './offer';

export function dayAt(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toISODate()!;
}

export function startOf(day: string, zone: string): number {
  return DateTime.fromISO(day, { zone }).toMillis();
}

export function plus(day: string, amount: { days?: number; months?: number }): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus(amount).toISODate()!;
}

/** The first of activation + 1, 2, 3 … terms that comes after the day. */
export function renewalAfter(activatesOn: string, termMonths: number, day: string): string {
  let n = 1;
  while (plus(activatesOn, { months: n * termMonths }) <= day) n += 1;
  return plus(activatesOn, { months: n * termMonths });
}

/** The first renewal that a notice received on the day is in time for. */
export function endByNotice(
  activatesOn: string,
  termMonths: number,
  day: string,
  noticeDays: number,
): string {
  let n = 1;
  while (plus(activatesOn, { months: n * termMonths, days: 0 }) < plus(day, { days: noticeDays })) n += 1;
  return plus(activatesOn, { months: n * termMonths });
}

/** 0 before the activation. */
export function yearNumber(activatesOn: string, day: string): number {
  let number = 0;
  while (plus(activatesOn, { months: 12 * number }) <= day) number += 1;
  return number;
}

export function isOpenAt(provider: ProviderCode, { hours }: Offer, at: number): boolean {
  if (hours === 'never') return false;
  if (hours === 'always') return true;
  const local = DateTime.fromMillis(at, { zone: ZONES[provider] });
  if (local.weekday > 5) return false;
  if (provider === 'it-novum' && isHolidayInHesse(local.toISODate()!)) return false;
  return hours[0] <= local.hour && local.hour < hours[1];
}

/** Around the clock means the first line only, outside business hours. */
export function openLines(provider: ProviderCode, offer: Offer, at: number): string {
  if (!isOpenAt(provider, offer, at)) return 'NONE';
  const inBusinessHours = offer.hours !== 'always' || isOpenAt(provider, { ...offer, hours: [8, 17] }, at);
  return inBusinessHours ? 'ALL_LINES' : 'FIRST_LINE';
}
