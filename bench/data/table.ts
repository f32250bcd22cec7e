import { LoadedPlan, LoadedPlans } from './plan-ids';
import { SampleContract, sampleContract } from './sample-contract';
import { Size } from './size';

export type Value = string | number | boolean | null;
export type Row = readonly Value[];

/** One table to be filled. Rows are made while they are sent: there are more than fit into memory. */
export interface Table {
  readonly name: string;
  readonly columns: string;
  readonly rows: () => Iterable<Row>;
}

/** What the rows of all tables are made from. */
export interface Source {
  readonly size: Size;
  /** Any instant of the month of the run. */
  readonly month: Date;
  readonly plans: LoadedPlans;
}

/** A table whose rows belong to contracts, in the order of their ids. */
export function eachContract(
  source: Source,
  name: string,
  columns: string,
  rowsOf: (contract: SampleContract, plan: LoadedPlan) => Iterable<Row>,
): Table {
  return {
    name,
    columns,
    *rows() {
      for (let id = 1; id <= source.size; id += 1) {
        const contract = sampleContract(id, source.size, source.month);
        yield* rowsOf(contract, source.plans[contract.plan]);
      }
    },
  };
}

export const DAY_MS = 86_400_000;

export function dateText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

export function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
