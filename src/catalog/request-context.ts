import { Batching } from '../platform/batching';
import { Batch } from '../platform/reads/batch';
import { ReadPlace } from '../platform/replicas/replicas';
import { ReaderInPieces } from '../platform/reads/reader';
import { RequestData } from '../platform/request';
import { Database } from '../platform/transactions/database';
import { BatchedWrite } from '../platform/transactions/batched-write';
import { UnitOfWork, unitOfWork } from '../platform/transactions/unit-of-work';
import { Caller, scopeOf } from '../shared/domain/caller';
import { ownOf, TenantScope } from '../shared/domain/tenant-scope';
import { Clock } from '../shared/domain/clock';
import { Command } from '../shared/domain/command';
import { Pace, RequestLifetime } from '../platform/request-lifetime';
import { RequestTrace } from '../platform/request-trace';
import { stoppableDatabase } from '../platform/stoppable-database';
import { Catalog } from './persistence/catalog';

/** The replicas as one request sees them. */
export interface LateReads {
  /** A replica that has all that the request has to see; null where there is none. */
  readonly choose: () => Promise<ReadPlace | null>;
  readonly noteWrite: (position: string) => void | Promise<void>;
}

/** What a server gives its requests besides; each left out where there is none. */
export interface RequestMeans {
  /** Batches reads and writes with those of other requests. */
  readonly batching?: Batching;
  /** How long it may work. */
  readonly lifetime?: RequestLifetime;
  /** On whose clock the months of billing begin and end; Europe/Berlin. */
  readonly billingTimeZone?: string;
  /** Whether webhooks may lead into the own network; not so. */
  readonly allowsPrivateWebhooks?: boolean;
  /** Where it may read what need not be the newest; null: nowhere else. */
  readonly lateReads?: LateReads | null;
}

/**
 * Everything that a resolver or a use case works with; made anew for each request. It stands with the catalog since that is
 * the feature which all others read; what the platform needs of a request is RequestData.
 */
export class RequestContext implements RequestData {
  /** What is read and written over it; a query that may be late reads it from a replica. */
  get database(): Database {
    return this.databaseNow;
  }
  private databaseNow: Database;

  /** Reads by key, in batches with other requests that read at the same place. */
  private reads: Batching;

  /** Up to where the log of PostgreSQL has what this request wrote; null where it wrote nothing, or nobody keeps positions. */
  writtenAt: string | null = null;

  /** Whose rows the caller sees: every statement that a client causes is narrowed to it. */
  readonly scope: TenantScope;

  readonly lifetime: RequestLifetime;
  readonly billingTimeZone: string;
  readonly allowsPrivateWebhooks: boolean;
  private readonly batching: Batching;
  private readonly lateReads: LateReads | null;

  constructor(
    readonly catalog: Catalog,
    database: Database,
    readonly clock: Clock,
    readonly caller: Caller,
    readonly requestId: string,
    means: RequestMeans = {},
  ) {
    this.batching = means.batching ?? new Batching(database, clock);
    this.lifetime = means.lifetime ?? RequestLifetime.endless();
    this.billingTimeZone = means.billingTimeZone ?? 'Europe/Berlin';
    this.allowsPrivateWebhooks = means.allowsPrivateWebhooks ?? false;
    this.lateReads = means.lateReads ?? null;
    this.reads = this.batching;
    this.scope = scopeOf(caller);
    // By the caller, not by the scope: the wall stands where a statement forgets its filter, and where the filter is wrong.
    this.databaseNow = stoppableDatabase(database.scopedTo(caller), this.lifetime);
  }

  get trace(): RequestTrace | null {
    return this.lifetime.trace;
  }

  /** Lets a query that need not see the newest read from a replica, where one has all that its caller has written. */
  async readLate(): Promise<void> {
    const place = await this.lateReads?.choose();
    if (place == null) return;
    this.databaseNow = stoppableDatabase(place.database.scopedTo(this.caller), this.lifetime);
    this.reads = place.batching;
  }

  /** Told where something was committed that this request wrote. */
  noteWrite(position: string): void {
    this.writtenAt = position;
    const noted = this.lateReads?.noteWrite(position);
    if (noted !== undefined) this.noted = Promise.all([this.noted, noted]);
  }

  /** When all processes know of what this request wrote: its response is not sent before. Null: they do. */
  noted: Promise<unknown> | null = null;

  /** Of a dear request, by the keys of its scopes. */
  private readonly inPieces = new Map<string, ReaderInPieces>();

  command: Command | null = null;
  isReplayed = false;

  /** The root fields of the response, by their names in it, whose mutation was carried out: whatever fails later, it is written. */
  readonly written = new Set<string>();

  /** Runs a use case's writes as one unit of work: from the beginning again where too many wait for a lock that it wants. */
  write<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.batching.locks.run((willLock) => unitOfWork(this.database, this, work, willLock));
  }

  /** The same for a use case that serves several requests in one transaction: this one and others that are waiting. */
  writeInBatch<In, Out extends object>(write: BatchedWrite<In, Out, this>, input: In): Promise<Out> {
    return this.lifetime.databaseTime.during(this.batching.write(write, this, input));
  }

  /** Reads one thing by key, in one statement with others that this and other requests ask for at the same time; a dear request shares none. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    return this.read(this.scope, batch, key);
  }

  /** The same without what a partner sees of its customers: what the caller may change. */
  loadOwn<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    return this.read(ownOf(this.scope), batch, key);
  }

  private read<K, V>(scope: TenantScope, batch: Batch<K, V>, key: K): Promise<V> {
    const { pace, trace, databaseTime } = this.lifetime;
    this.lifetime.refuseReadsWhenOver();
    if (pace === null)
      return databaseTime.during(this.reads.reader(scope, this.caller).load(batch, key, trace));
    // Its own database notes its statements.
    return databaseTime.during(this.inPiecesOf(scope, pace).load(batch, key));
  }

  private inPiecesOf(scope: TenantScope, pace: Pace): ReaderInPieces {
    const known = this.inPieces.get(scope.key);
    if (known !== undefined) return known;
    const made = new ReaderInPieces(this.database, this.clock, scope, pace);
    this.inPieces.set(scope.key, made);
    return made;
  }
}
