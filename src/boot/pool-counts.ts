import type { DataSource } from 'typeorm';
import { PoolCounts } from '../http/metrics';
import { poolOf } from '../platform/pool-of';

/** A pool of connections by its name. */
export interface NamedPool {
  readonly name: string;
  readonly dataSource: DataSource;
}

/** How many of its connections are in use, and how many wait for one. */
export function countsOf({ name, dataSource }: NamedPool): PoolCounts {
  const { totalCount, idleCount, waitingCount } = poolOf(dataSource);
  return { pool: name, inUse: totalCount - idleCount, waiting: waitingCount };
}
