import { startOfDate } from '../../shared/domain/local-date';
import { ContractYear } from './contract-year';

/**
 * The instant whose plan sets the yearly number for something that counts at `countsAt`: the latest one of that
 * contract year that is known to have come, and never before `countsAt` itself. After a change of plan in the middle of
 * a year the whole year's number is the new plan's. Domain section 7.
 */
export function quotaInstant(countsAt: Date, now: Date, year: ContractYear | null, timeZone: string): Date {
  if (year === null || now <= countsAt) return countsAt;
  const lastOfYear = new Date(startOfDate(year.to, timeZone).getTime() - 1);
  return now < lastOfYear ? now : lastOfYear;
}
