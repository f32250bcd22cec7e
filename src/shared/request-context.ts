import DataLoader from 'dataloader';
import { Caller } from './domain/caller';
import { Clock } from './domain/clock';
import { Command } from './domain/command';
import { Database } from './persistence/database';
import { UnitOfWork, unitOfWork } from './persistence/unit-of-work';

/** Reads many things by key in one statement, answering in the order of the keys. */
export type Batch<K, V> = (context: RequestContext, keys: readonly K[]) => Promise<readonly V[]>;

/** Everything that a resolver or a use case works with; made anew for each request. */
export class RequestContext {
  private readonly loaders = new Map<unknown, DataLoader<unknown, unknown>>();

  constructor(
    readonly database: Database,
    readonly clock: Clock,
    readonly caller: Caller,
    readonly requestId: string,
  ) {}

  /** The mutation that is running; null in queries, and where the program itself writes. */
  command: Command | null = null;

  /** Whether a mutation of this request was answered from its idempotency key. */
  isReplayed = false;

  /** Runs a use case's writes as one unit of work. */
  write<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return unitOfWork(this, work);
  }

  markReplayed(): void {
    this.isReplayed = true;
  }

  /**
   * Reads one thing together with all others that are asked for in the same turn, in one statement.
   * Nothing is kept: a mutation of the same request may have changed it since.
   */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    let loader = this.loaders.get(batch) as DataLoader<K, V> | undefined;
    if (loader === undefined) {
      loader = new DataLoader<K, V>((keys) => batch(this, keys), { cache: false });
      this.loaders.set(batch, loader);
    }
    return loader.load(key);
  }
}
