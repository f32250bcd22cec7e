import { Caller, scopeOf } from './domain/caller';
import { Clock } from './domain/clock';
import { Command } from './domain/command';
import { Database } from './persistence/database';
import { UnitOfWork, unitOfWork } from './persistence/unit-of-work';
import { Batch, Reader, Readers } from './reader';

/** Everything that a resolver or a use case works with; made anew for each request. */
export class RequestContext {
  private readonly reader: Reader;

  constructor(
    readonly database: Database,
    readonly clock: Clock,
    readonly caller: Caller,
    readonly requestId: string,
    readers: Readers = new Readers(database, clock),
  ) {
    this.reader = readers.withScope(scopeOf(caller));
  }

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

  /** Reads one thing together with all others that this and other requests ask for at the same time. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    return this.reader.load(batch, key);
  }
}
