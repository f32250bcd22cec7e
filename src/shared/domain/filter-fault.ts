import { invalidInput, Refused } from './refusal';

/** What is wrong with a filter that its types leave open. */
export interface FilterFault {
  readonly message: string;
  /** Below the filter. */
  readonly path: readonly string[];
}

/** A list of statuses names at least one, or is left out. Empty where nothing is wrong. */
export function faultsOfStatuses(statuses: readonly unknown[] | null | undefined): readonly FilterFault[] {
  if (statuses?.length !== 0) return [];
  return [
    { message: 'statuses must name at least one status; leave it out to list all.', path: ['statuses'] },
  ];
}

/** Throws Refused (INVALID_INPUT) with every fault of the argument `filter`. */
export function refuseFilter(faults: readonly FilterFault[]): void {
  if (faults.length > 0)
    throw new Refused(faults.map(({ message, path }) => invalidInput(message, ['filter', ...path])));
}
