import { CaseName } from '../cases/question';
import { SeenUnderOverload } from '../load/overload';
import { BenchResult } from './result';

export interface OverloadResult extends Pick<
  BenchResult,
  'contracts' | 'measuredAt' | 'machine' | 'versions'
> {
  readonly seconds: number;
  readonly cases: readonly OverloadedCase[];
}

export interface OverloadedCase extends SeenUnderOverload {
  readonly name: CaseName;
  /** Requests a second when each connection waits for its answer, and the p99 of that. */
  readonly capacity: number;
  readonly normalP99: number;
}

export const OVERLOAD_COLUMNS = [
  'case',
  'capacity/s',
  'offered/s',
  'accepted',
  '503',
  'failed',
  'normal p99 ms',
  'accepted p99 ms',
  '503 p99 ms',
  'longest ms',
] as const;

export function overloadRows({ cases }: OverloadResult): string[][] {
  return cases.map((each) => {
    const total = each.accepted + each.shed + each.failed;
    const share = (count: number) => `${((100 * count) / total).toFixed(1)} %`;
    const milliseconds = [each.normalP99, each.acceptedP99, each.shedP99, each.longest];
    return [
      each.name,
      Math.round(each.capacity).toLocaleString('en'),
      Math.round(each.offered).toLocaleString('en'),
      share(each.accepted),
      share(each.shed),
      share(each.failed),
      ...milliseconds.map((value) => value.toFixed(1)),
    ];
  });
}
