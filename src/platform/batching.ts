import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { TenantScope } from '../shared/domain/tenant-scope';
import { Clock } from '../shared/domain/clock';
import { Database, Tenant, tenantKey } from './transactions/database';
import { lockersOf, LockGate } from './transactions/lock-gate';
import { poolOf } from './pool-of';
import { ConcurrencyLimit } from './reads/concurrency-limit';
import { BatchedWrite, writeBatch } from './transactions/batched-write';
import { RequestData } from './request';
import { NoteBatch, Reader } from './reads/reader';

/** Tenants whose readers and lanes are cached. */
const KEPT_TENANTS = 1_000;

/** Transactions of one batched write that may be in flight at a time. Requests of one lock are never in two of them. */
const WRITE_LANES = 2;

/** How many requests one transaction serves at most. */
const REQUESTS_A_TRANSACTION = 100;

type WriteLoader<In, Out, Context> = DataLoader<{ context: Context; input: In }, Out>;

/** The work of the requests of one tenant: a reader for each scope, and lanes for each batched write. */
interface Shared {
  readonly database: Database;
  readonly readers: Map<string, Reader>;
  readonly lanes: Map<unknown, WriteLoader<unknown, unknown, unknown>[]>;
}

/** Batches the work of all requests of a process that may see the same rows: nothing is shared between two tenants. */
export class Batching {
  private readonly tenants = new LRUCache<string, Shared>({ max: KEPT_TENANTS });
  private readonly staff: Shared;
  /** Who waits for a lock, over all tenants. */
  readonly locks: LockGate;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    /** Told of each batch that was sent. */
    private readonly noteBatch: NoteBatch = () => undefined,
  ) {
    this.locks = new LockGate(lockersOf(poolOf(database.dataSource).options.max));
    this.staff = this.sharedBy({ customerId: null, providerId: null });
  }

  /** The reader of a tenant scope, over connections that show the rows of its tenant alone. */
  reader(scope: TenantScope, tenant: Tenant = scope): Reader {
    const { database, readers } = this.sharedOf(tenant);
    let reader = readers.get(scope.key);
    if (reader === undefined) {
      reader = new Reader(database, this.clock, scope, this.noteBatch);
      readers.set(scope.key, reader);
    }
    return reader;
  }

  /** Runs the write in one transaction with others of the same tenant that are waiting for it. Throws Refused. */
  write<In, Out extends object, Context extends RequestData>(
    write: BatchedWrite<In, Out, Context>,
    context: Context,
    input: In,
  ): Promise<Out> {
    const { database, lanes } = this.sharedOf(context.caller);
    let own = lanes.get(write) as WriteLoader<In, Out, Context>[] | undefined;
    if (own === undefined) {
      own = Array.from({ length: WRITE_LANES }, () => laneOf(write, database, this.locks, this.noteBatch));
      lanes.set(write, own);
    }
    const lock = write.lockOf(input);
    return own[lock.charCodeAt(lock.length - 1) % WRITE_LANES]!.load({ context, input });
  }

  private sharedOf(tenant: Tenant): Shared {
    const key = tenantKey(tenant);
    if (key === null) return this.staff;
    const known = this.tenants.get(key);
    if (known !== undefined) return known;
    const made = this.sharedBy(tenant);
    this.tenants.set(key, made);
    return made;
  }

  private sharedBy(tenant: Tenant): Shared {
    return { database: this.database.scopedTo(tenant), readers: new Map(), lanes: new Map() };
  }
}

function laneOf<In, Out extends object, Context extends RequestData>(
  write: BatchedWrite<In, Out, Context>,
  database: Database,
  locks: LockGate,
  noteBatch: NoteBatch,
): WriteLoader<In, Out, Context> {
  const limit = new ConcurrencyLimit(1);
  // A promise among the outcomes is awaited by its request alone, outside the limit.
  const batch = (requests: readonly { context: Context; input: In }[]) => {
    noteBatch('write', requests.length);
    return limit.run(() => writeBatch(write, database, requests, locks)) as Promise<(Out | Error)[]>;
  };
  return new DataLoader(batch, {
    cache: false,
    maxBatchSize: REQUESTS_A_TRANSACTION,
    batchScheduleFn: (dispatch) => limit.whenFree(dispatch),
  });
}
