/** Dates as [year, month, day], counted by hand: what the domain's dates are held against. */
type Parts = readonly [number, number, number];

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function lengthOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : LENGTHS[month - 1]!;
}

function partsOf(date: string): Parts {
  const [year, month, day] = date.split('-').map(Number);
  return [year!, month!, day!];
}

function textOf([year, month, day]: Parts): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Month by month from the anchor, then the anchor's day or the month's last. */
export function slowAddMonths(date: string, months: number): string {
  const [anchorYear, anchorMonth, day] = partsOf(date);
  let [year, month] = [anchorYear, anchorMonth];
  for (let step = 0; step < months; step += 1) {
    month += 1;
    if (month === 13) [year, month] = [year + 1, 1];
  }
  return textOf([year, month, Math.min(day, lengthOf(year, month))]);
}

/** Day by day backwards. */
export function slowDaysBefore(date: string, days: number): string {
  let [year, month, day] = partsOf(date);
  for (let step = 0; step < days; step += 1) {
    day -= 1;
    if (day === 0) {
      month -= 1;
      if (month === 0) [year, month] = [year - 1, 12];
      day = lengthOf(year, month);
    }
  }
  return textOf([year, month, day]);
}
