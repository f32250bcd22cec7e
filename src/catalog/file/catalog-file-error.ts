/** One thing that is wrong with a catalog file. */
export interface CatalogFileFault {
  /** Its place, as `plans[1].channels[0].impacts[0]`; empty where the file as a whole is at fault. */
  readonly path: string;
  /** Counted from 1; null where it has no line of its own. */
  readonly line: number | null;
  /** Plain English. */
  readonly message: string;
}

/** A catalog file that cannot be used, with everything that is wrong with it. */
export class CatalogFileError extends Error {
  constructor(
    readonly fileName: string,
    readonly faults: readonly CatalogFileFault[],
  ) {
    super([`${fileName} has ${faults.length} fault(s)`, ...faults.map(inOneLine)].join('\n'));
  }
}

function inOneLine({ path, line, message }: CatalogFileFault): string {
  const place = [line === null ? '' : `line ${line}`, path].filter((part) => part !== '').join(', ');
  return `  ${place === '' ? '' : `${place}: `}${message}`;
}
