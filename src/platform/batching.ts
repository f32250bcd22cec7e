import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { Clock } from '../shared/domain/clock';
import { Database } from './transactions/database';
import { Gate } from './reads/concurrency-limit';
import { GatheredWrite, writeTogether } from './transactions/batched-write';
import { RequestData } from './request';
import { Reader } from './reads/reader';

/** How many customers' readers are kept; another one is made where it is needed. */
const KEPT_READERS = 1_000;

/** Transactions of one gathered write that may be under way at a time. Requests of one lock never meet in two of them. */
const WRITE_LANES = 2;

/** How many requests one transaction serves at most. */
const REQUESTS_A_TRANSACTION = 100;

type WriteLoader<In, Out, Context> = DataLoader<{ context: Context; input: In }, Out>;

/** What gathers the work of all requests of a process: a reader for each sight, and lanes for each gathered write. */
export class Gatherers {
  private readonly readerOfAll: Reader;
  private readonly readersOfCustomers = new LRUCache<string, Reader>({ max: KEPT_READERS });
  private readonly lanes = new Map<unknown, WriteLoader<unknown, unknown, unknown>[]>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.readerOfAll = new Reader(database, clock, null);
  }

  /** Null: who sees all. */
  reader(scope: string | null): Reader {
    if (scope === null) return this.readerOfAll;
    const known = this.readersOfCustomers.get(scope);
    if (known !== undefined) return known;
    const made = new Reader(this.database, this.clock, scope);
    this.readersOfCustomers.set(scope, made);
    return made;
  }

  /** Serves the request together with those that are waiting for the same. Throws Refused. */
  write<In, Out extends object, Context extends RequestData>(
    write: GatheredWrite<In, Out, Context>,
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
    write: GatheredWrite<In, Out, Context>,
  ): WriteLoader<In, Out, Context> {
    const gate = new Gate(1);
    // A promise among the answers is waited for by whom it answers, outside the gate.
    const batch = (requests: readonly { context: Context; input: In }[]) =>
      gate.through(() => writeTogether(write, this.database, requests)) as Promise<(Out | Error)[]>;
    return new DataLoader(batch, {
      cache: false,
      maxBatchSize: REQUESTS_A_TRANSACTION,
      batchScheduleFn: (dispatch) => gate.whenOpen(dispatch),
    });
  }
}
