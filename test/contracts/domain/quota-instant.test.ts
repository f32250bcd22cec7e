import { contractYear } from '../../../src/contracts/domain/contract-year';
import { quotaInstant } from '../../../src/contracts/domain/quota-instant';
import { localDate } from '../../../src/shared/domain/local-date';

const YEAR = contractYear(localDate('2026-03-15'), 1);

function instant(countsAt: string, now: string, year: typeof YEAR | null = YEAR): string {
  return quotaInstant(new Date(countsAt), new Date(now), year, 'Europe/Berlin').toISOString();
}

describe('quotaInstant', () => {
  it('is now for what counts earlier in the running year', () => {
    expect(instant('2026-04-01T00:00:00Z', '2026-09-01T00:00:00Z')).toBe('2026-09-01T00:00:00.000Z');
  });

  it('is the appointment itself for one that is to come, so that a scheduled change counts', () => {
    expect(instant('2026-09-01T00:00:00Z', '2026-04-01T00:00:00Z')).toBe('2026-09-01T00:00:00.000Z');
  });

  it('is the last instant of a year that is over', () => {
    expect(instant('2026-04-01T00:00:00Z', '2028-01-01T00:00:00Z')).toBe('2027-03-14T22:59:59.999Z');
  });

  it('is the instant itself before the first year', () => {
    expect(instant('2026-01-01T00:00:00Z', '2026-09-01T00:00:00Z', null)).toBe('2026-01-01T00:00:00.000Z');
  });
});
