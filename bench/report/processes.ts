import { CaseName } from '../cases/question';
import { Measurement } from '../load/measure';
import { summaryOf } from '../load/statistics';
import { Circumstances } from './result';
import { FIGURES, figuresOf } from './table';

/** The same questions to one process and to several at one port. */
export interface ProcessResult extends Circumstances {
  readonly points: readonly {
    readonly name: CaseName;
    readonly processes: number;
    readonly rounds: readonly Measurement[];
  }[];
}

export const PROCESS_COLUMNS = ['case', 'processes', ...FIGURES, 'CPU to one'] as const;

/** A line a case and number of processes; the last column is processor time of a request in all processes, to that with one. */
export function processRows({ points }: ProcessResult): string[][] {
  return points.map(({ name, processes, rounds }) => {
    const summary = summaryOf(rounds);
    const one = summaryOf(points.find((point) => point.name === name)!.rounds);
    const isKnown = summary.serverCpu !== null && one.serverCpu !== null;
    const ratio = isKnown ? `${(summary.serverCpu / one.serverCpu).toFixed(2)} ×` : '–';
    return [name, String(processes), ...figuresOf(summary), ratio];
  });
}
