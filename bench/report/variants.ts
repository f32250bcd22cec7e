import { CaseName } from '../cases/question';
import { Measurement } from '../load/measure';
import { median, summaryOf } from '../load/statistics';
import { Circumstances } from './result';
import { FIGURES, figuresOf } from './table';

/** The same questions to Ambit in several ways. */
export interface VariantsResult extends Circumstances {
  readonly contracts: number;
  readonly points: readonly {
    readonly name: CaseName;
    readonly variant: string;
    readonly rounds: readonly Measurement[];
  }[];
}

export const PROCESS_COLUMNS = ['case', 'processes', ...FIGURES, 'CPU to one'] as const;
export const DEVICE_COLUMNS = ['case', 'Ambit', ...FIGURES, 'CPU to the first'] as const;
export const TRACING_COLUMNS = ['recorded', ...FIGURES, 'CPU to untraced'] as const;

/** A line a case and variant; the last column is the processor time of a request, to that of the case's first line. */
export function variantRows({ points }: VariantsResult): string[][] {
  return points.map(({ name, variant, rounds }) => {
    const own = summaryOf(rounds);
    const first = summaryOf(points.find((point) => point.name === name)!.rounds);
    const isKnown = own.serverCpu !== null && first.serverCpu !== null;
    const ratio = isKnown ? `${(own.serverCpu / first.serverCpu).toFixed(2)} ×` : '–';
    return [name, variant, ...figuresOf(own), ratio];
  });
}

/** A line a variant; the last column is the median over the rounds of processor time of a request, to that of the first in the same round. */
export function tracingRows({ points }: VariantsResult): string[][] {
  const cpuOf = ({ serverCpu, requests }: Measurement) => (serverCpu ?? NaN) / requests;
  return points.map(({ variant, rounds }) => {
    const ratio = median(rounds.map((round, nth) => cpuOf(round) / cpuOf(points[0]!.rounds[nth]!)));
    const told = Number.isNaN(ratio) ? '–' : `${ratio.toFixed(3)} ×`;
    return [variant, ...figuresOf(summaryOf(rounds)), told];
  });
}
