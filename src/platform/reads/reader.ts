import DataLoader from 'dataloader';
import { Clock } from '../../shared/domain/clock';
import { TenantScope } from '../../shared/domain/tenant-scope';
import { Database } from '../transactions/database';
import { Batch, BatchReader } from './batch';
import { ConcurrencyLimit } from './concurrency-limit';

/** How many keys one statement is given at most. */
const KEYS_A_STATEMENT = 200;

/** How many statements of one batch are in flight at a time; what is asked for meanwhile waits for the next one. */
const STATEMENTS_IN_FLIGHT = 2;

/**
 * Reads for all requests of one tenant scope. What several requests ask for by key in the same turn of the event loop, or while
 * the database is busy with earlier ones, is read by one statement: a statement for one row costs the database several
 * times what a further row of it does. Nothing is cached: a read after a write sees it.
 */
export class Reader implements BatchReader {
  private readonly loaders = new Map<unknown, DataLoader<unknown, unknown>>();

  constructor(
    readonly database: Database,
    readonly clock: Clock,
    readonly scope: TenantScope,
  ) {}

  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    let loader = this.loaders.get(batch) as DataLoader<K, V> | undefined;
    if (loader === undefined) {
      loader = this.loaderOf(batch);
      this.loaders.set(batch, loader);
    }
    return loader.load(key);
  }

  private loaderOf<K, V>(batch: Batch<K, V>): DataLoader<K, V> {
    const limit = new ConcurrencyLimit(STATEMENTS_IN_FLIGHT);
    return new DataLoader<K, V>((keys) => limit.run(() => batch.read(this, keys)), {
      cache: false,
      maxBatchSize: KEYS_A_STATEMENT,
      batchScheduleFn: (dispatch) => limit.whenFree(dispatch),
    });
  }
}
