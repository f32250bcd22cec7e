import { once } from '../../shared/domain/event-type';
import { Happening } from '../../shared/domain/journal';
import { contractHappened, YearlyQuota } from './contract-events';

const PERCENTS = [80, 100];

export interface YearlyUse {
  readonly contract: { readonly id: string; readonly number: string };
  readonly quota: YearlyQuota;
  /** The number of the contract year. */
  readonly contractYear: number;
  /** Null: unlimited. */
  readonly limit: number | null;
  /** After the write. */
  readonly used: number;
}

/**
 * The thresholds t of a yearly quota with 100 × used ≥ t × limit, each to be told once for contract, year and limit: so a
 * new limit arms them again, and a unit that was given back does not. None of a quota of 0, or without a limit. Domain
 * section 12.
 */
export function thresholdsReached(use: YearlyUse, now: Date): readonly Happening[] {
  const { contract, limit, used, ...year } = use;
  if (limit === null || limit <= 0) return [];
  return PERCENTS.filter((percent) => 100 * used >= percent * limit).map((percent) => {
    const happened = contractHappened('quota.threshold_reached', contract, now, {
      ...year,
      percent,
      used,
      limit,
    });
    return once(happened, `${use.quota} ${use.contractYear} ${limit} ${percent}`);
  });
}
