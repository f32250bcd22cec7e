/** A file that cannot be read to its end. The message is for people: cause and fix. */
export class FileFault extends Error {
  constructor(
    /** Counted from 1; null: it concerns the whole file. */
    readonly line: number | null,
    message: string,
  ) {
    super(message);
  }
}
