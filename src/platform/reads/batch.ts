import { Clock } from '../../shared/domain/clock';
import { TenantScope } from '../../shared/domain/tenant-scope';
import { Database } from '../transactions/database';

/** What a batch reads with. */
export interface BatchReader {
  readonly database: Database;
  readonly clock: Clock;
  /** Whose rows are seen. */
  readonly scope: TenantScope;
  /** How many rows a statement for several keys returns at most. */
  readonly rowsAStatement: number;
  /** Reads one thing by another batch. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V>;
}

/**
 * Reads many things by key in one statement, and returns them in the order of the keys, which are never the same twice. An
 * error concerns its key alone.
 */
export type ReadMany<K, V> = (reader: BatchReader, keys: readonly K[]) => Promise<readonly (V | Error)[]>;

/** How one kind of thing is read by key, for everybody who asks at the same time. Registers itself by its name. */
export class Batch<K, V> {
  private static readonly registered = new Map<string, Batch<never, unknown>>();

  /** Every batch of the modules that are loaded, by name. */
  static all(): ReadonlyMap<string, Batch<never, unknown>> {
    return Batch.registered;
  }

  constructor(
    readonly name: string,
    private readonly readMany: ReadMany<K, V>,
    private readonly textOf: ((key: K) => string) | null,
  ) {
    if (Batch.registered.has(name)) throw new Error(`there are two batches of the name ${name}`);
    Batch.registered.set(name, this);
  }

  /**
   * Returns what each key stands for, in the order of the keys. The same key may be given by several callers: it is read once
   * and all of them get the same result, or the same error.
   */
  async read(reader: BatchReader, keys: readonly K[]): Promise<readonly (V | Error)[]> {
    const { different, places } = withoutRepeats(keys, this.textOf);
    const values = await this.readMany(reader, different);
    if (values.length !== different.length)
      throw new Error(`the batch ${this.name} returned ${values.length} for ${different.length} keys`);
    return different.length === keys.length ? values : places.map((place) => values[place]!);
  }
}

interface Unrepeated<K> {
  readonly different: readonly K[];
  /** For each key that was given, the place of its like among those. */
  readonly places: readonly number[];
}

function withoutRepeats<K>(keys: readonly K[], textOf: ((key: K) => string) | null): Unrepeated<K> {
  const known = new Map<unknown, number>();
  const different: K[] = [];
  const places = keys.map((key) => {
    const text = textOf === null ? key : textOf(key);
    const place = known.get(text) ?? different.length;
    if (place === different.length) {
      known.set(text, place);
      different.push(key);
    }
    return place;
  });
  return { different, places };
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
