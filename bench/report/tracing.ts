import { Measurement } from '../load/measure';
import { median, summaryOf } from '../load/statistics';
import { Circumstances } from './result';
import { FIGURES, figuresOf } from './table';

/** Q1 by a server without traces, first, and by others that record such a part of all requests. */
export interface TracingResult extends Circumstances {
  readonly points: readonly {
    /** Which requests. */
    readonly recorded: string;
    readonly rounds: readonly Measurement[];
  }[];
}

export const TRACING_COLUMNS = ['recorded', ...FIGURES, 'CPU to untraced'] as const;

/** The last column is the median over the rounds of processor time of a request, to that without traces in the same round. */
export function tracingRows({ points }: TracingResult): string[][] {
  const cpuOf = ({ serverCpu, requests }: Measurement) => (serverCpu ?? NaN) / requests;
  return points.map(({ recorded, rounds }) => {
    const ratios = rounds.map((round, nth) => cpuOf(round) / cpuOf(points[0]!.rounds[nth]!));
    const ratio = median(ratios);
    const told = Number.isNaN(ratio) ? '–' : `${ratio.toFixed(3)} ×`;
    return [recorded, ...figuresOf(summaryOf(rounds)), told];
  });
}
