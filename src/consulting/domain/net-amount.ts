import { Money } from '../../shared/domain/money';

/**
 * What a line costs: hours × price × (100 − discount) ÷ 100, rounded half up to the smallest unit, once, at the end.
 * Hours and discount (0 to 100 percent) are whole numbers, amounts are not negative. Domain section 6.
 */
export function netAmount(hours: number, pricePerHour: Money, discountPercent: number): Money {
  const hundredths = BigInt(hours) * pricePerHour.minorUnits * BigInt(100 - discountPercent);
  return { ...pricePerHour, minorUnits: (hundredths + 50n) / 100n };
}
