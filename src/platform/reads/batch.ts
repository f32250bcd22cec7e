import type { Reader } from './reader';

/**
 * Reads many things by key in one statement, answering in the order of the keys. The keys are never the same twice. An
 * error is the answer to its key alone.
 */
export type ReadMany<K, V> = (reader: Reader, keys: readonly K[]) => Promise<readonly (V | Error)[]>;

/** How one kind of thing is read by key, for everybody who asks at the same time. Only `batch` makes one. */
export class Batch<K, V> {
  private static readonly registered = new Map<string, Batch<never, unknown>>();

  /** Every batch of the modules that are loaded, by name. */
  static all(): ReadonlyMap<string, Batch<never, unknown>> {
    return Batch.registered;
  }

  constructor(
    readonly name: string,
    private readonly readMany: ReadMany<K, V>,
    readonly textOf: ((key: K) => string) | null,
  ) {
    if (Batch.registered.has(name)) throw new Error(`there are two batches of the name ${name}`);
    Batch.registered.set(name, this);
  }

  /** Answers each key in its place. */
  async read(reader: Reader, keys: readonly K[]): Promise<readonly (V | Error)[]> {
    return this.readMany(reader, keys);
  }
}

/** A batch whose keys are texts. */
export function batch<V>(name: string, readMany: ReadMany<string, V>): Batch<string, V> {
  return new Batch(name, readMany, null);
}

/** A batch of other keys. Two keys that ask for the same have the same text, all others different ones. */
export function batchBy<K, V>(
  name: string,
  textOf: (key: K) => string,
  readMany: ReadMany<K, V>,
): Batch<K, V> {
  return new Batch(name, readMany, textOf);
}
