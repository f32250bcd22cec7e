import { Summary, summaryOf } from '../load/statistics';
import { BenchResult, CaseResult } from './result';

/** What `figuresOf` tells. */
export const FIGURES = [
  'requests/s',
  'least–most',
  'p50 ms',
  'p99 ms',
  'CPU server',
  'CPU database',
] as const;

export const COLUMNS = ['case', 'server', ...FIGURES, 'Ambit is'] as const;

/** A line a case and server: medians of all rounds; processor time in milliseconds a request; how many times as fast Ambit is. */
export function tableRows(result: BenchResult): string[][] {
  return result.cases.flatMap((each) => rowsOf(each));
}

function rowsOf({ name, contenders }: CaseResult): string[][] {
  const ambit = summaryOf(contenders[0]!.rounds);
  return contenders.map((contender) => {
    const summary = summaryOf(contender.rounds);
    return [
      name,
      contender.name,
      ...figuresOf(summary),
      ratioText(ambit, summary, contender.name === contenders[0]!.name),
    ];
  });
}

/** Requests a second with their extremes, latencies, and processor time of a request. */
export function figuresOf({ perSecond, p50, p99, serverCpu, databaseCpu }: Summary): string[] {
  return [
    whole(perSecond.median),
    `${whole(perSecond.least)}–${whole(perSecond.most)}`,
    p50.toFixed(1),
    p99.toFixed(1),
    serverCpu?.toFixed(3) ?? '–',
    databaseCpu?.toFixed(3) ?? '–',
  ];
}

function ratioText(ambit: Summary, other: Summary, isAmbit: boolean): string {
  return isAmbit ? '' : `${(ambit.perSecond.median / other.perSecond.median).toFixed(2)} ×`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** For a terminal: columns of equal width, numbers to the right. */
export function printedTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [columns, ...rows];
  const widths = columns.map((_column, nth) => Math.max(...all.map((row) => row[nth]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, nth) => (nth < 2 ? cell.padEnd(widths[nth]!) : cell.padStart(widths[nth]!))).join('  ');
  return all.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** The same in Markdown. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = columns.map((_column, nth) => (nth < 2 ? '---' : '---:'));
  return [columns, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
