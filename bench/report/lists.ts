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
      (size) => points.find((each) => each.name === name && each.contracts === size)?.p50,
    );
    const growth = times.at(-1) === undefined ? '—' : `${(times.at(-1)! / times[0]!).toFixed(2)} ×`;
    return [name, ...times.map((time) => time?.toFixed(1) ?? '—'), growth];
  });
}

const PAGES = /^(filter|order|search|incidents|customers|decisions) ?/;
/** The bars of docs/questions.md at 100,000 contracts, in milliseconds; reports look at all there is. */
const QUESTION_BARS: Readonly<Record<number, number>> = { 4: 500, 7: 1_000, 10: 1_000 };
const USUAL_BAR = 10;
const BAR_CONTRACTS = 100_000;
const MOST_GROWTH = 2;
const MOST_MS = 10;
const FITS_A_SECOND = 100;
const FITS_A_PAGE = 50;

/** What lists are to reach and what they did; what was not measured has no line. Of `GOAL_COLUMNS`. */
export function listsGoalRows({ points }: ListsResult): string[][] {
  const sizes = sizesOf(points);
  const at = (name: string, size: number) =>
    points.find((each) => each.name === name && each.contracts === size)?.p50;
  const row = (what: string, wanted: string, measured: string, isReached: boolean) => [
    ...[what, wanted, measured],
    isReached ? 'yes' : 'no',
  ];
  return [...new Set(points.map(({ name }) => name))].flatMap((name) => {
    const [smallest, largest] = [at(name, sizes[0]!), at(name, sizes.at(-1)!)];
    if (PAGES.test(name) && smallest !== undefined && largest !== undefined) {
      const isReached = largest <= MOST_MS && largest <= MOST_GROWTH * smallest;
      const measured = `${largest.toFixed(1)} ms, ${(largest / smallest).toFixed(2)} ×`;
      return [row(name, `≤ ${MOST_MS} ms, ≤ ${MOST_GROWTH} ×`, measured, isReached)];
    }
    const nth = Number(/^question (\d+)/.exec(name)?.[1]);
    const time = at(name, BAR_CONTRACTS);
    if (Number.isNaN(nth) || time === undefined) return [];
    const bar = QUESTION_BARS[nth] ?? USUAL_BAR;
    const rows = [row(name, `≤ ${bar} ms`, `${time.toFixed(1)} ms`, time <= bar)];
    if (nth !== 4) return rows;
    const perSecond = FITS_A_PAGE / (time / 1_000);
    const fits = `${Math.round(perSecond)} a second`;
    return [
      ...rows,
      row('planFits, contracts', `≥ ${FITS_A_SECOND} a second`, fits, perSecond >= FITS_A_SECOND),
    ];
  });
}

function sizesOf(points: ListsResult['points']): number[] {
  return [...new Set(points.map(({ contracts }) => contracts))].sort((one, other) => one - other);
}
