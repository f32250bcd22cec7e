import { CaseName } from '../cases/question';
import { Measurement } from '../load/measure';

/** What a run leaves in bench/results, and all that tables, chart and docs/performance.md are made from. */
export interface BenchResult {
  readonly contracts: number;
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly cases: readonly CaseResult[];
  /** Of each server, after the last round, in MB. */
  readonly memory: Readonly<Record<string, { readonly now: number; readonly most: number } | null>>;
}

/** When, where and how something was measured. */
export type Circumstances = Pick<BenchResult, 'measuredAt' | 'machine' | 'versions' | 'settings'>;

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly pinsCores: boolean;
  /** Load average of the minute before the first and after the last measurement: what else ran. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

export interface Settings {
  readonly rounds: number;
  readonly seconds: number;
  readonly generator: string;
}

export interface CaseResult {
  readonly name: CaseName;
  readonly connections: number;
  readonly contenders: readonly ContenderResult[];
}

export interface ContenderResult {
  readonly name: string;
  readonly rounds: readonly Measurement[];
}
