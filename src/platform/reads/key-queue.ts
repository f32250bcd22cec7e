import { RequestTrace } from '../request-trace';
import { ConcurrencyLimit } from './concurrency-limit';

interface Waiting<K, V> {
  readonly key: K;
  readonly resolve: (value: V) => void;
  readonly reject: (error: unknown) => void;
}

/** What is read by one statement. */
interface OpenBatch<K, V> {
  readonly waiting: Waiting<K, V>[];
  /** Of the first request that has one. */
  trace: RequestTrace | null;
}

export interface KeyQueueParts<K, V> {
  /** Reads the values of some keys, in their order, and notes it in the trace. An error among them concerns its key alone. */
  readonly readMany: (keys: readonly K[], trace: RequestTrace | null) => Promise<readonly (V | Error)[]>;
  readonly limit: ConcurrencyLimit;
  readonly keysAtATime: number;
  /** Calls back, now or later, when who waits for the value may have it. */
  readonly handOut: (value: V, hand: () => void) => void;
}

/**
 * Collects keys until they may be read, and reads them together. DataLoader resolves all keys of a batch at once; here each is handed
 * out when it may be, so that the pieces of a dear request need no further promise a key. Nothing is cached.
 */
export class KeyQueue<K, V> {
  /** What is not being read yet, and has room. */
  private open: OpenBatch<K, V> | null = null;

  constructor(private readonly parts: KeyQueueParts<K, V>) {}

  load(key: K, trace: RequestTrace | null): Promise<V> {
    return new Promise((resolve, reject) => {
      const batch =
        this.open !== null && this.open.waiting.length < this.parts.keysAtATime ? this.open : this.begin();
      batch.trace ??= trace;
      batch.waiting.push({ key, resolve, reject });
    });
  }

  private begin(): OpenBatch<K, V> {
    const batch: OpenBatch<K, V> = { waiting: [], trace: null };
    this.open = batch;
    this.parts.limit.whenFree(() => {
      if (this.open === batch) this.open = null;
      void this.read(batch);
    });
    return batch;
  }

  private async read({ waiting, trace }: OpenBatch<K, V>): Promise<void> {
    const { limit, readMany, handOut } = this.parts;
    try {
      const values = await limit.run(() =>
        readMany(
          waiting.map(({ key }) => key),
          trace,
        ),
      );
      waiting.forEach(({ resolve, reject }, nth) => {
        const value = values[nth]!;
        if (value instanceof Error) reject(value);
        else handOut(value, () => resolve(value));
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
