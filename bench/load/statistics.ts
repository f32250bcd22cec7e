import { Measurement } from './measure';

/** What a row of the table says of several measurements of the same. Times in milliseconds. */
export interface Summary {
  readonly perSecond: { readonly median: number; readonly least: number; readonly most: number };
  readonly p50: number;
  readonly p99: number;
  /** Of one request. */
  readonly serverCpu: number | null;
  readonly databaseCpu: number | null;
  readonly generatorCpu: number | null;
  readonly bytes: number;
}

export function summaryOf(rounds: readonly Measurement[]): Summary {
  const perSecond = rounds.map(({ requests, seconds }) => requests / seconds);
  const each = (value: (round: Measurement) => number) => median(rounds.map(value));
  const cpu = (value: (round: Measurement) => number | null) =>
    rounds.some((round) => value(round) === null) ? null : each((round) => value(round)! / round.requests);
  return {
    perSecond: { median: median(perSecond), least: Math.min(...perSecond), most: Math.max(...perSecond) },
    p50: each(({ p50 }) => p50),
    p99: each(({ p99 }) => p99),
    serverCpu: cpu((round) => round.serverCpu),
    databaseCpu: cpu((round) => round.databaseCpu),
    generatorCpu: cpu((round) => round.generatorCpu),
    bytes: each((round) => round.bytes / round.requests),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  if (Number.isInteger(middle)) return (sorted[middle - 1]! + sorted[middle]!) / 2;
  return sorted[Math.floor(middle)]!;
}
