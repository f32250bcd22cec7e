import { FilePath } from './yaml-text';

/** A rule over several values of a catalog file that is broken, and where. */
export interface RuleFault {
  readonly path: FilePath;
  readonly message: string;
}

/**
 * One fault for each value of a list that occurs earlier in it; what is undefined is not compared. The path is the
 * position in the list, and below it the key that holds the value where it is not the item itself.
 */
export function repeated(
  values: readonly (string | undefined)[],
  ...key: readonly string[]
): readonly RuleFault[] {
  return values.flatMap((value, index) => {
    const isRepeated = value !== undefined && values.indexOf(value) < index;
    return isRepeated ? [{ path: [index, ...key], message: `repeats ${value}` }] : [];
  });
}

/** The faults of a part of the file, with its place in the file before theirs. */
export function below(place: FilePath, faults: readonly RuleFault[]): readonly RuleFault[] {
  return faults.map(({ path, message }) => ({ path: [...place, ...path], message }));
}
