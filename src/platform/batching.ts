import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { Clock } from '../shared/domain/clock';
import { Database } from './transactions/database';
import { ConcurrencyLimit } from './reads/concurrency-limit';
import { BatchedWrite, writeBatch } from './transactions/batched-write';
import { RequestData } from './request';
import { Reader } from './reads/reader';

/** How many readers of single customers are cached. */
const KEPT_READERS = 1_000;

/** Transactions of one batched write that may be in flight at a time. Requests of one lock are never in two of them. */
const WRITE_LANES = 2;

/** How many requests one transaction serves at most. */
const REQUESTS_A_TRANSACTION = 100;

type WriteLoader<In, Out, Context> = DataLoader<{ context: Context; input: In }, Out>;

/** Batches the work of all requests of a process: a reader for each tenant scope, and lanes for each batched write. */
export class Batching {
  private readonly readerOfAll: Reader;
  private readonly readersOfCustomers = new LRUCache<string, Reader>({ max: KEPT_READERS });
  private readonly lanes = new Map<unknown, WriteLoader<unknown, unknown, unknown>[]>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.readerOfAll = new Reader(database, clock, null);
  }

  /** The reader of a tenant scope: the customer whose rows alone it returns, or null for all rows. */
  reader(scope: string | null): Reader {
    if (scope === null) return this.readerOfAll;
    const known = this.readersOfCustomers.get(scope);
    if (known !== undefined) return known;
    const made = new Reader(this.database, this.clock, scope);
    this.readersOfCustomers.set(scope, made);
    return made;
  }

  /** Runs the write in one transaction with others that are waiting for it. Throws Refused. */
  write<In, Out extends object, Context extends RequestData>(
    write: BatchedWrite<In, Out, Context>,
    context: Context,
    input: In,
  ): Promise<Out> {
    let lanes = this.lanes.get(write) as WriteLoader<In, Out, Context>[] | undefined;
    if (lanes === undefined) {
      lanes = Array.from({ length: WRITE_LANES }, () => this.laneOf(write));
      this.lanes.set(write, lanes);
    }
    const lock = write.lockOf(input);
    return lanes[lock.charCodeAt(lock.length - 1) % WRITE_LANES]!.load({ context, input });
  }

  private laneOf<In, Out extends object, Context extends RequestData>(
    write: BatchedWrite<In, Out, Context>,
  ): WriteLoader<In, Out, Context> {
    const limit = new ConcurrencyLimit(1);
    // A promise among the outcomes is awaited by its request alone, outside the limit.
    const batch = (requests: readonly { context: Context; input: In }[]) =>
      limit.run(() => writeBatch(write, this.database, requests)) as Promise<(Out | Error)[]>;
    return new DataLoader(batch, {
      cache: false,
      maxBatchSize: REQUESTS_A_TRANSACTION,
      batchScheduleFn: (dispatch) => limit.whenFree(dispatch),
    });
  }
}
