import { LocalDate } from '../shared/domain/local-date';

export const MS_A_DAY = 86_400_000;
export const MS_A_MINUTE = 60_000;

/** A calendar date as the number of days since 1970-01-01: quick to compare and to count with. */
export type EpochDay = number;

export function yearOfDay(day: EpochDay): number {
  return new Date(day * MS_A_DAY).getUTCFullYear();
}

export function dateOfDay(day: EpochDay): LocalDate {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10) as LocalDate;
}

/** ISO weekday, 1 is Monday. */
export function isoWeekday(day: EpochDay): number {
  const daysSinceAMonday = day + 3;
  return (((daysSinceAMonday % 7) + 7) % 7) + 1;
}
