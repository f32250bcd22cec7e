import { Clock } from '../../shared/domain/clock';
import { TenantScope } from '../../shared/domain/tenant-scope';
import { Pieces } from '../pieces';
import { Pace } from '../request-lifetime';
import { RequestTrace, tracedDatabase } from '../request-trace';
import { Database } from '../transactions/database';
import { Batch, BatchReader } from './batch';
import { ConcurrencyLimit } from './concurrency-limit';
import { KeyQueue } from './key-queue';

export interface ReaderLimits {
  /** How many keys one statement is given at most. */
  readonly keysAStatement: number;
  /** How many rows a statement that reads several for each key returns at most, if it has more than one key. */
  readonly rowsAStatement: number;
}

/** Told of how many keys one statement read, or how many requests one transaction served. */
export type NoteBatch = (kind: 'read' | 'write', size: number) => void;

const SHARED: ReaderLimits = { keysAStatement: 200, rowsAStatement: Infinity };

/**
 * Of a dear request: the driver makes the rows of one statement nearly at once, which takes about 2 µs each. Its pages may
 * be nearly empty, so that fewer rows would be many statements for little. With 1,500 others waited 5.3 times as long as alone
 * at p99, with 500 they waited 3.2 times.
 */
const IN_PIECES: ReaderLimits = { keysAStatement: 50, rowsAStatement: 500 };

/** How many statements of one batch are in flight at a time; what is asked for meanwhile waits for the next one. */
const STATEMENTS_IN_FLIGHT = 2;

/**
 * Reads for all requests of one tenant scope. What several requests ask for by key in the same turn of the event loop, or while
 * the database is busy with earlier ones, is read by one statement: a statement for one row costs the database several
 * times what a further row of it does. Nothing is cached: a read after a write sees it.
 */
export class Reader implements BatchReader {
  private readonly queues = new Map<unknown, KeyQueue<unknown, unknown>>();

  constructor(
    readonly database: Database,
    readonly clock: Clock,
    readonly scope: TenantScope,
    private readonly noteBatch: NoteBatch = () => undefined,
    private readonly limits: ReaderLimits = SHARED,
  ) {}

  get rowsAStatement(): number {
    return this.limits.rowsAStatement;
  }

  /** A statement that several requests share is noted in the trace of the first that has one. */
  load<K, V>(batch: Batch<K, V>, key: K, trace: RequestTrace | null = null): Promise<V> {
    let queue = this.queues.get(batch) as KeyQueue<K, V> | undefined;
    if (queue === undefined) {
      queue = this.queueOf(batch);
      this.queues.set(batch, queue as KeyQueue<unknown, unknown>);
    }
    return queue.load(key, trace);
  }

  private queueOf<K, V>(batch: Batch<K, V>): KeyQueue<K, V> {
    return new KeyQueue<K, V>({
      readMany: (keys, trace) => {
        this.noteBatch('read', keys.length);
        return batch.read(trace === null ? this : this.tracedBy(trace), keys);
      },
      limit: new ConcurrencyLimit(STATEMENTS_IN_FLIGHT),
      keysAtATime: this.limits.keysAStatement,
      handOut: (value, hand) => this.handOut(value, hand),
    });
  }

  private tracedBy(trace: RequestTrace): BatchReader {
    return {
      database: tracedDatabase(this.database, trace),
      clock: this.clock,
      scope: this.scope,
      rowsAStatement: this.rowsAStatement,
      load: (batch, key) => this.load(batch, key, trace),
    };
  }

  /** Calls back when who waits for the value may have it. */
  protected handOut(_value: unknown, hand: () => void): void {
    hand();
  }
}

/** Reads for one dear request alone, in small statements, and hands out what they return in pieces. */
export class ReaderInPieces extends Reader {
  private readonly pieces: Pieces;

  constructor(database: Database, clock: Clock, scope: TenantScope, pace: Pace) {
    super(database, clock, scope, undefined, IN_PIECES);
    this.pieces = new Pieces(pace);
  }

  protected override handOut(value: unknown, hand: () => void): void {
    this.pieces.begin(thingsIn(value), hand);
  }
}

/** What a resolver makes of it: a list or a page has as many things as rows. */
function thingsIn(value: unknown): number {
  const rows: unknown = Array.isArray(value) ? value : (value as { rows?: unknown } | null)?.rows;
  return Array.isArray(rows) ? rows.length + 1 : 1;
}
