/** The public holidays of Hesse from the law and the Easter formula, written without the library that is tested. */
export function isHolidayInHesse(date: string): boolean {
  const year = Number(date.slice(0, 4));
  const fixed = ['01-01', '05-01', '10-03', '12-25', '12-26'].includes(date.slice(5));
  const daysAfterEaster = (Date.parse(date) - easterSunday(year)) / 86_400_000;
  return fixed || [-2, 1, 39, 50, 60].includes(daysAfterEaster) || date === '2017-10-31';
}

/** Butcher's rule for the Gregorian calendar; midnight UTC. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}
