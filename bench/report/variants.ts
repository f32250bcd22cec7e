import { CaseName } from '../cases/question';
import { Measurement } from '../load/measure';
import { mean, median, summaryOf } from '../load/statistics';
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
export const TRACING_COLUMNS = ['recorded', ...FIGURES, 'CPU to untraced', 'single servers'] as const;

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

/** The name of one of several equal servers. */
export function serverOf(kind: string, nth: number): string {
  return `${kind}, server ${nth}`;
}

/**
 * A line a kind of equal servers, the first of them without traces; the last columns are the median over the rounds of their processor time
 * of a request to that of the first kind in the same round, of all of them together, and of the servers one by one.
 */
export function tracingRows({ points }: VariantsResult): string[][] {
  const kindOf = ({ variant }: { variant: string }) => variant.replace(/, server \d+$/, '');
  const kinds = [...new Set(points.map(kindOf))];
  const roundsOf = (kind: string) =>
    points.filter((point) => kindOf(point) === kind).map(({ rounds }) => rounds);
  const cpuIn = (servers: readonly (readonly Measurement[])[], nth: number) =>
    mean(servers.map((rounds) => (rounds[nth]!.serverCpu ?? NaN) / rounds[nth]!.requests));
  const untraced = roundsOf(kinds[0]!);
  const ratioOf = (servers: readonly (readonly Measurement[])[]) =>
    median(servers[0]!.map((_, nth) => cpuIn(servers, nth) / cpuIn(untraced, nth)));
  return kinds.map((kind) => {
    const servers = roundsOf(kind);
    const singly = servers.map((rounds) => ratioOf([rounds]));
    const told = (ratio: number) => (Number.isNaN(ratio) ? '–' : ratio.toFixed(2));
    const spread = `${told(Math.min(...singly))}–${told(Math.max(...singly))}`;
    return [kind, ...figuresOf(summaryOf(servers.flat())), `${told(ratioOf(servers))} ×`, spread];
  });
}
