import type { Pool, PoolConfig } from 'pg';
import type { DataSource } from 'typeorm';
import type { SurvivingClient } from './surviving-client';

/** The pool of pg over which TypeORM works. */
export function poolOf({ driver }: DataSource): Pool {
  return (driver as unknown as { master: Pool }).master;
}

/** How to connect, and by which class of connections. */
export interface ConnectionOptions extends PoolConfig {
  readonly Client?: typeof SurvivingClient;
}

/** How the connections of a data source are made, for one more beside its pool. */
export function connectionOptionsOf(dataSource: DataSource): ConnectionOptions {
  const { options } = poolOf(dataSource) as Pool & { readonly options: ConnectionOptions };
  // The password is hidden from copies.
  return { ...options, password: options.password };
}
