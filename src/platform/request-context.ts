import { Caller, scopeOf } from '../shared/domain/caller';
import { Clock } from '../shared/domain/clock';
import { Command, idempotencyKeyOf } from '../shared/domain/command';
import { Database } from './transactions/database';
import { UnitOfWork, unitOfWork } from './transactions/unit-of-work';
import { Gatherers } from './gatherers';
import { GatheredWrite, writeAlone } from './transactions/gathered-write';
import { Batch } from './reads/reader';
import { RequestLifetime } from './request-lifetime';
import { stoppableDatabase } from './stoppable-database';

/** Everything that a resolver or a use case works with; made anew for each request. */
export class RequestContext {
  readonly database: Database;

  constructor(
    database: Database,
    readonly clock: Clock,
    readonly caller: Caller,
    readonly requestId: string,
    private readonly gatherers: Gatherers = new Gatherers(database, clock),
    readonly lifetime: RequestLifetime = RequestLifetime.endless(),
  ) {
    this.database = stoppableDatabase(database, lifetime);
  }

  /** The mutation that is running; null in queries, and where the program itself writes. */
  command: Command | null = null;

  /** Whether a mutation of this request was answered from its idempotency key. */
  isReplayed = false;

  /** The root fields of the answer, by their names in it, whose mutation was carried out: whatever fails later, it is written. */
  readonly written = new Set<string>();

  /** Runs a use case's writes as one unit of work. */
  write<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return unitOfWork(this, work);
  }

  /**
   * The same for a use case that serves several requests in one transaction: this one and others that are waiting. One
   * with an idempotency key goes alone, since its key is claimed and its answer kept in its own transaction.
   */
  writeTogether<In, Out extends object>(write: GatheredWrite<In, Out, this>, input: In): Promise<Out> {
    const isAlone = this.command === null || idempotencyKeyOf(this.command) !== null;
    return isAlone ? writeAlone(write, { context: this, input }) : this.gatherers.write(write, this, input);
  }

  markReplayed(): void {
    this.isReplayed = true;
  }

  /** Reads one thing together with all others that this and other requests ask for at the same time. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    this.lifetime.refuseReadsWhenOver();
    return this.gatherers.reader(scopeOf(this.caller)).load(batch, key);
  }
}
