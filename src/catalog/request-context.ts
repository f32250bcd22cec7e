import { Batching } from '../platform/batching';
import { Batch } from '../platform/reads/batch';
import { Reader, ReaderInPieces } from '../platform/reads/reader';
import { RequestData } from '../platform/request';
import { Database } from '../platform/transactions/database';
import { BatchedWrite, writeOne } from '../platform/transactions/batched-write';
import { UnitOfWork, unitOfWork } from '../platform/transactions/unit-of-work';
import { Caller, scopeOf } from '../shared/domain/caller';
import { Clock } from '../shared/domain/clock';
import { Command, idempotencyKeyOf } from '../shared/domain/command';
import { RequestLifetime } from '../platform/request-lifetime';
import { stoppableDatabase } from '../platform/stoppable-database';
import { Catalog } from './persistence/catalog';

/**
 * Everything that a resolver or a use case works with; made anew for each request. It stands with the catalog since that is
 * the feature which all others read; what the platform needs of a request is RequestData.
 */
export class RequestContext implements RequestData {
  readonly database: Database;

  constructor(
    readonly catalog: Catalog,
    database: Database,
    readonly clock: Clock,
    readonly caller: Caller,
    readonly requestId: string,
    private readonly batching: Batching = new Batching(database, clock),
    readonly lifetime: RequestLifetime = RequestLifetime.endless(),
  ) {
    this.database = stoppableDatabase(database, lifetime);
  }

  /** Of a dear request. */
  private inPieces: ReaderInPieces | null = null;

  command: Command | null = null;
  isReplayed = false;

  /** The root fields of the response, by their names in it, whose mutation was carried out: whatever fails later, it is written. */
  readonly written = new Set<string>();

  /** Runs a use case's writes as one unit of work. */
  write<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return unitOfWork(this.database, this, work);
  }

  /**
   * The same for a use case that serves several requests in one transaction: this one and others that are waiting. One
   * with an idempotency key has a transaction of its own, in which its key is claimed and its result stored.
   */
  writeInBatch<In, Out extends object>(write: BatchedWrite<In, Out, this>, input: In): Promise<Out> {
    const needsOwn = this.command === null || idempotencyKeyOf(this.command) !== null;
    if (needsOwn) return writeOne(write, this.database, { context: this, input });
    return this.batching.write(write, this, input);
  }

  /** Reads one thing by key, in one statement with others that this and other requests ask for at the same time; a dear request shares none. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    this.lifetime.refuseReadsWhenOver();
    return this.reader().load(batch, key);
  }

  private reader(): Reader {
    const scope = scopeOf(this.caller);
    const { pace } = this.lifetime;
    if (pace === null) return this.batching.reader(scope);
    return (this.inPieces ??= new ReaderInPieces(this.database, this.clock, scope, pace));
  }
}
