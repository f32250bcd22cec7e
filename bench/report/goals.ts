import { CaseName } from '../cases/question';
import { summaryOf } from '../load/statistics';
import { BenchResult } from './result';

interface Goal {
  readonly what: string;
  readonly atLeast: number;
  readonly ambit: CaseName;
  readonly other: readonly [contender: string, name: CaseName];
}

/** Requests a second of Ambit by those of another. */
const GOALS: readonly Goal[] = [
  { what: 'Q1 to PostGraphile', atLeast: 4, ambit: 'Q1', other: ['PostGraphile', 'Q1'] },
  { what: 'Q1 to node:http', atLeast: 1.3, ambit: 'Q1', other: ['node:http', 'Q1'] },
  { what: 'C1 to Q1 of PostGraphile', atLeast: 2.3, ambit: 'C1', other: ['PostGraphile', 'Q1'] },
  { what: 'Q2 to mercurius', atLeast: 0.95, ambit: 'Q2', other: ['mercurius', 'Q2'] },
  { what: 'Q2 to PostGraphile', atLeast: 1.7, ambit: 'Q2', other: ['PostGraphile', 'Q2'] },
  { what: 'Q3 to PostGraphile', atLeast: 2.3, ambit: 'Q3', other: ['PostGraphile', 'Q3'] },
  { what: 'M1 spread to PostGraphile', atLeast: 2.2, ambit: 'M1', other: ['PostGraphile', 'M1'] },
  {
    what: 'M1 on one contract to PostGraphile',
    atLeast: 3,
    ambit: 'M1-hot',
    other: ['PostGraphile', 'M1-hot'],
  },
  { what: 'M1 with a key to M1 without', atLeast: 0.8, ambit: 'M1-key', other: ['Ambit', 'M1'] },
  { what: 'addNamedContact to PostGraphile', atLeast: 1.5, ambit: 'A1', other: ['PostGraphile', 'A1'] },
  { what: 'bookConsultingBlock to PostGraphile', atLeast: 1.5, ambit: 'B1', other: ['PostGraphile', 'B1'] },
];

/** How long one caller alone waits, the median, by how long at another. */
const ALONE_GOALS: readonly { readonly what: string; readonly name: CaseName; readonly atMost: number }[] = [
  { what: 'Q1 by one caller, p50 to node:http', name: 'Q1-alone', atMost: 1.3 },
  { what: 'M1 by one caller, p50 to node:http', name: 'M1-alone', atMost: 1.3 },
];

/** In MB. */
const MEMORY_GOAL = 300;

export const GOAL_COLUMNS = ['goal', 'wanted', 'measured', 'reached'] as const;

/** What was to be reached and what was; a case that was not measured has no line. */
export function goalRows(result: BenchResult): string[][] {
  const rows = GOALS.flatMap(({ what, atLeast, ambit, other }) => {
    const [own, theirs] = [perSecond(result, 'Ambit', ambit), perSecond(result, ...other)];
    if (own === null || theirs === null) return [];
    const ratio = own / theirs;
    return [[what, `${atLeast} ×`, `${ratio.toFixed(2)} ×`, ratio >= atLeast ? 'yes' : 'no']];
  });
  for (const { what, name, atMost } of ALONE_GOALS) {
    const [own, theirs] = [measured(result, 'Ambit', name), measured(result, 'node:http', name)];
    if (own === null || theirs === null) continue;
    const ratio = own.p50 / theirs.p50;
    rows.push([what, `≤ ${atMost} ×`, `${ratio.toFixed(2)} ×`, ratio <= atMost ? 'yes' : 'no']);
  }
  const memory = result.memory['Ambit'];
  if (memory == null) return rows;
  const most = `${Math.round(memory.most)} MB`;
  return [
    ...rows,
    ['memory of the server', `< ${MEMORY_GOAL} MB`, most, memory.most < MEMORY_GOAL ? 'yes' : 'no'],
  ];
}

function perSecond(result: BenchResult, contender: string, name: CaseName): number | null {
  return measured(result, contender, name)?.perSecond.median ?? null;
}

function measured(result: BenchResult, contender: string, name: CaseName) {
  const found = result.cases
    .find((each) => each.name === name)
    ?.contenders.find((each) => each.name === contender);
  return found === undefined ? null : summaryOf(found.rounds);
}
