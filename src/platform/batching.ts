import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { scopeOf } from '../shared/domain/caller';
import { EVERYTHING, TenantScope } from '../shared/domain/tenant-scope';
import { Clock } from '../shared/domain/clock';
import { Database } from './transactions/database';
import { ConcurrencyLimit } from './reads/concurrency-limit';
import { BatchedWrite, writeBatch } from './transactions/batched-write';
import { RequestData } from './request';
import { Reader } from './reads/reader';

/** For how many customers and providers readers and lanes are cached. */
const KEPT_SCOPES = 1_000;

/** Transactions of one batched write and scope that may be in flight at a time. Requests of one lock are never in two of them. */
const WRITE_LANES = 2;

/** How many requests one transaction serves at most. */
const REQUESTS_A_TRANSACTION = 100;

type WriteLoader<In, Out, Context> = DataLoader<{ context: Context; input: In }, Out>;

type Lanes = Map<unknown, WriteLoader<unknown, unknown, unknown>[]>;

/** Batches the work of all requests of a process, of each tenant scope by itself: a reader, and lanes for each batched write. */
export class Batching {
  private readonly readerOfAll: Reader;
  private readonly lanesOfAll: Lanes = new Map();
  private readonly readers = new LRUCache<string, Reader>({ max: KEPT_SCOPES });
  private readonly lanes = new LRUCache<string, Lanes>({ max: KEPT_SCOPES });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.readerOfAll = new Reader(database, clock, EVERYTHING);
  }

  /** The reader of a tenant scope. */
  reader(scope: TenantScope): Reader {
    if (scope.kind === 'ALL') return this.readerOfAll;
    return cached(this.readers, scope.key, () => new Reader(this.database, this.clock, scope));
  }

  /** Runs the write in one transaction with others of the same tenant scope that are waiting for it. Throws Refused. */
  write<In, Out extends object, Context extends RequestData>(
    write: BatchedWrite<In, Out, Context>,
    context: Context,
    input: In,
  ): Promise<Out> {
    const scope = scopeOf(context.caller);
    const lanesOfScope =
      scope.kind === 'ALL' ? this.lanesOfAll : cached(this.lanes, scope.key, () => new Map());
    let lanes = lanesOfScope.get(write) as WriteLoader<In, Out, Context>[] | undefined;
    if (lanes === undefined) {
      lanes = Array.from({ length: WRITE_LANES }, () => this.laneOf(write));
      lanesOfScope.set(write, lanes);
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

function cached<Value extends object>(cache: LRUCache<string, Value>, key: string, make: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}
