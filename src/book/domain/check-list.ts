import { BookFault, Place } from './book-rows';

export type Compared = string | number | boolean | Date | null;

/** What is there and what is here, by columns. */
export type Differences = Readonly<Record<string, readonly [there: Compared, here: Compared]>>;

/** Collects what is wrong, and tells of each row whether it is there already. */
export class CheckList {
  constructor(readonly faults: BookFault[]) {}

  fault({ file, line }: Place, field: string | null, message: string): void {
    this.faults.push({ file, line, field, message });
  }

  /** A fault for each field in which the row differs from what is in the database. */
  differences(place: Place, fields: Differences): void {
    for (const [field, [there, here]] of Object.entries(fields)) {
      if (textOf(there) === textOf(here)) continue;
      const message = `is ${textOf(there)} in the database, and ${textOf(here)} here. An import changes nothing that is there: change it by the API, or write here what is there.`;
      this.fault(place, field, message);
    }
  }

  /** Whether a row is the first with this key; a fault where it is not. */
  isFirst(seen: Map<string, Place>, key: string, place: Place, field: string): boolean {
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, place);
      return true;
    }
    this.fault(
      place,
      field,
      `stands already in line ${first.line} of ${first.file}. Take one of the two out.`,
    );
    return false;
  }
}

function textOf(value: Compared): string {
  if (value instanceof Date) return value.toISOString();
  return value === null || value === '' ? 'empty' : `"${String(value)}"`;
}
