import { addMonths, LocalDate } from '../../shared/domain/local-date';

const YEARS_AHEAD = 50;

/** The last date that can be planned for or asked about: far beyond any contract, and near enough to be reckoned. */
export function planningHorizon(today: LocalDate): LocalDate {
  return addMonths(today, 12 * YEARS_AHEAD);
}
