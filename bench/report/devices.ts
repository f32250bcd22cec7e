import { CaseName } from '../cases/question';
import { Measurement } from '../load/measure';
import { summaryOf } from '../load/statistics';
import { Circumstances } from './result';
import { FIGURES, figuresOf } from './table';

/** The same questions to Ambit with one thing on or off. */
export interface DevicesResult extends Circumstances {
  readonly contracts: number;
  readonly points: readonly {
    readonly name: CaseName;
    readonly device: string;
    readonly rounds: readonly Measurement[];
  }[];
}

export const DEVICE_COLUMNS = ['case', 'Ambit', ...FIGURES, 'CPU to the first'] as const;

/** A line a case and device; the last column is the server's processor time of a request, to that of the case's first line. */
export function deviceRows({ points }: DevicesResult): string[][] {
  return points.map(({ name, device, rounds }) => {
    const own = summaryOf(rounds);
    const first = summaryOf(points.find((point) => point.name === name)!.rounds);
    const isKnown = own.serverCpu !== null && first.serverCpu !== null;
    const ratio = isKnown ? `${(own.serverCpu / first.serverCpu).toFixed(2)} ×` : '–';
    return [name, device, ...figuresOf(own), ratio];
  });
}
