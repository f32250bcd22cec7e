import { CaseName } from '../cases/question';
import { Measurement } from '../load/measure';
import { summaryOf } from '../load/statistics';
import { Circumstances } from './result';
import { FIGURES, figuresOf } from './table';

/** The same questions over databases of several sizes. */
export interface ScalingResult extends Circumstances {
  readonly points: readonly {
    readonly name: CaseName;
    readonly contracts: number;
    readonly rounds: readonly Measurement[];
  }[];
}

export const SCALING_COLUMNS = ['case', 'contracts', ...FIGURES, 'time'] as const;

/** A line a case and size; `time` is that of one request, as a multiple of its time at the smallest size. */
export function scalingRows({ points }: ScalingResult): string[][] {
  const sorted = [...points].sort(
    (one, other) => one.name.localeCompare(other.name) || one.contracts - other.contracts,
  );
  return sorted.map(({ name, contracts, rounds }) => {
    const summary = summaryOf(rounds);
    const smallest = summaryOf(sorted.find((point) => point.name === name)!.rounds);
    const time = smallest.perSecond.median / summary.perSecond.median;
    return [name, contracts.toLocaleString('en'), ...figuresOf(summary), `${time.toFixed(2)} ×`];
  });
}
