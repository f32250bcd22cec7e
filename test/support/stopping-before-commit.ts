import { Database, Transaction } from '../../src/platform/transactions/database';

export interface Stop {
  /** The database whose transactions stop between their last write and their commit. */
  readonly database: Database;
  /** Resolves when a transaction has come that far. */
  readonly reached: Promise<void>;
  /** Lets it commit. */
  readonly release: () => void;
}

export function stoppingBeforeCommit(database: Database): Stop {
  const [reached, release] = [gate(), gate()];
  const transaction = <T>(work: (open: Transaction) => Promise<T>) =>
    database.transaction(async (open) => {
      const result = await work(open);
      reached.open();
      await release.opened;
      return result;
    });
  // Also for who is bound: the tests that stop a transaction write as staff that sees everything.
  const stopping: Database = { ...database, transaction, scopedTo: () => stopping };
  return { database: stopping, reached: reached.opened, release: release.open };
}

/** Opens once, for all who wait. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** Resolves when a transaction of the database waits for an advisory lock. */
export async function untilSomebodyWaits({ sql }: Database): Promise<void> {
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while ((await sql.rows(waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
