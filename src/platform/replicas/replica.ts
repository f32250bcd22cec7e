import { isConnectionFault, isSpentConnection } from '../database-fault';
import { Sql, Statement } from '../sql';
import { Database } from '../transactions/database';
import { within } from '../within';
import { parsePosition, Position } from './position';

/** After which a replica that says nothing counts as away. */
const PATIENCE_MS = 1_000;

export interface OpenReplica {
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/** It was found to be away while something was read from it. */
class ReplicaLeft extends Error {}

/**
 * A server that follows the primary. What is read from it is read from the primary instead where it fails: nobody who asks
 * learns that it is away. Transactions are always those of the primary.
 */
export class Replica {
  private opened: OpenReplica | null = null;
  private opening: Promise<OpenReplica> | null = null;
  private readonly reading = new Set<() => void>();
  /** Up to where it has everything; null: it is away, or follows nobody. */
  replayed: Position | null = null;

  constructor(
    private readonly open: () => Promise<OpenReplica>,
    private readonly primary: Database,
  ) {}

  /** Asks how far it is. Never throws. */
  async look(): Promise<void> {
    const replayed = await within(
      PATIENCE_MS,
      this.ask().catch(() => null),
    );
    if (replayed === null) this.leave();
    else this.replayed = replayed;
  }

  /** Its rows, and the transactions of the primary. */
  get database(): Database {
    return this.over(this.opened!.database, this.primary);
  }

  async close(): Promise<void> {
    const opened = this.opened ?? (await this.opening?.catch(() => null));
    await opened?.close();
  }

  private async ask(): Promise<Position | null> {
    this.opened ??= await (this.opening ??= this.open().finally(() => (this.opening = null)));
    const [row] = await this.opened.database.sql.rows<{ replayed: string | null }>(
      // One that was promoted may be of another history than the primary: its position says nothing.
      `SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END AS replayed`,
    );
    return row!.replayed === null ? null : parsePosition(row!.replayed);
  }

  private leave(): void {
    this.replayed = null;
    for (const stop of this.reading) stop();
  }

  private over(own: Database, primary: Database): Database {
    return {
      ...primary,
      sql: this.readingFrom(own.sql, primary.sql),
      transaction: (work) => primary.transaction(work),
      scopedTo: (tenant) => this.over(own.scopedTo(tenant), primary.scopedTo(tenant)),
    };
  }

  private readingFrom(own: Sql, primary: Sql): Sql {
    return {
      rows: async <Row>(query: Statement | string, values?: readonly unknown[]): Promise<Row[]> => {
        if (this.replayed === null) return primary.rows(query, values);
        try {
          return await this.unlessLeft(own.rows<Row>(query, values));
        } catch (error) {
          if (!isFaultOfReplica(error)) throw error;
          if (isConnectionFault(error)) this.leave();
          return primary.rows(query, values);
        }
      },
    };
  }

  private unlessLeft<T>(read: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = () => reject(new ReplicaLeft());
      this.reading.add(stop);
      read.then(resolve, reject).finally(() => this.reading.delete(stop));
    });
  }
}

/** Also a statement that the replica cancelled since it stood in the way of what it has to replay. */
function isFaultOfReplica(error: unknown): boolean {
  if (error instanceof ReplicaLeft || isSpentConnection(error)) return true;
  return (error as { code?: string }).code === '40001';
}
