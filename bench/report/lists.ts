import { Circumstances } from './result';

/** Lists, searches and questions over several sizes, as one caller sees them. */
export interface ListsResult extends Circumstances {
  readonly points: readonly {
    readonly name: string;
    readonly contracts: number;
    readonly requests: number;
    /** In milliseconds, as `p99`. */
    readonly p50: number;
    readonly p99: number;
  }[];
}

/** The first column and one of each size, its p50; then how many times the smallest the largest takes. */
export function listsColumns({ points }: ListsResult): string[] {
  return ['p50 ms', ...sizesOf(points).map((size) => size.toLocaleString('en')), 'largest to smallest'];
}

export function listsRows({ points }: ListsResult): string[][] {
  const sizes = sizesOf(points);
  return [...new Set(points.map(({ name }) => name))].map((name) => {
    const times = sizes.map(
      (size) => points.find((each) => each.name === name && each.contracts === size)!.p50,
    );
    return [name, ...times.map((time) => time.toFixed(1)), `${(times.at(-1)! / times[0]!).toFixed(2)} ×`];
  });
}

function sizesOf(points: ListsResult['points']): number[] {
  return [...new Set(points.map(({ contracts }) => contracts))].sort((one, other) => one - other);
}
