import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { connectionOptionsOf } from './pool-of';
import { within } from './within';

/** After which a database that does not answer counts as away. */
const PATIENCE_MS = 2_000;

/** Asks whether the database answers, over a connection of its own: the others may all be taken. */
export interface Probe {
  /** False after two seconds at most; never throws. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** A probe of the database of a connected data source, by the same user. */
export function probeOf(dataSource: DataSource): Probe {
  const limits = { max: 1, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS };
  const pool = new Pool({ ...connectionOptionsOf(dataSource), ...limits });
  pool.on('error', () => undefined);
  return {
    async answers() {
      const answered = pool.query('SELECT 1').then(
        () => true,
        () => false,
      );
      return (await within(PATIENCE_MS, answered)) ?? false;
    },
    close: () => pool.end(),
  };
}
