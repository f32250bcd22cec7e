import { Clock } from '../../shared/domain/clock';
import { Batching } from '../batching';
import { Database } from '../transactions/database';
import { NoteBatch } from '../reads/reader';
import { greater, parsePosition, Position } from './position';
import { OpenReplica, Replica } from './replica';

const LOOKED_EVERY_MS = 500;

/** What a replica lacks may be so old at most. */
const MOST_LATE_MS = 5_000;

/** Where a request reads what need not be the newest. */
export interface ReadPlace {
  readonly database: Database;
  readonly batching: Batching;
}

/**
 * The servers that follow the primary, for reads that may be late by five seconds. How far each of them is, and how far the
 * primary was five seconds ago, is asked twice a second: one that is away or too late is passed over. Each has readers of its own, so
 * that no batch reads for one request what another one may not read there.
 */
export class Replicas {
  private readonly replicas: readonly Replica[];
  private readonly places = new Map<Replica, ReadPlace>();
  private readonly samples: { readonly at: number; readonly position: Position }[] = [];
  private next = 0;
  private timer: NodeJS.Timeout | undefined;
  private looking = Promise.resolve();

  constructor(
    private readonly primary: Database,
    opens: readonly (() => Promise<OpenReplica>)[],
    private readonly clock: Clock,
    /** Told of how many keys one statement read at a replica. */
    private readonly noteRead: (size: number) => void = () => undefined,
  ) {
    this.replicas = opens.map((open) => new Replica(open, primary));
  }

  /** Begins to look at them, and has looked once when it resolves. */
  async follow(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.look());
    }, LOOKED_EVERY_MS);
    this.timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await Promise.all(this.replicas.map((replica) => replica.close()));
  }

  /** One of those that have all up to each of the positions; null where none has: the primary is to be read. */
  placeFor(...positions: readonly Position[]): ReadPlace | null {
    const least = positions.reduce(greater, this.leastPosition());
    for (let tried = 0; tried < this.replicas.length; tried += 1) {
      this.next = (this.next + 1) % this.replicas.length;
      const replica = this.replicas[this.next]!;
      if (hasAll(replica, least)) return this.placeOf(replica);
    }
    return null;
  }

  /** Of each server of DATABASE_READ_URL in its order, whether it is there and no later than five seconds. */
  areCurrent(): readonly boolean[] {
    const least = this.leastPosition();
    return this.replicas.map((replica) => hasAll(replica, least));
  }

  private placeOf(replica: Replica): ReadPlace {
    const known = this.places.get(replica);
    if (known !== undefined) return known;
    const { database } = replica;
    // Writes are those of the primary's batching.
    const noteBatch: NoteBatch = (_kind, size) => this.noteRead(size);
    const place = { database, batching: new Batching(database, this.clock, noteBatch) };
    this.places.set(replica, place);
    return place;
  }

  /** Where the primary was five seconds ago. */
  private leastPosition(): Position {
    const before = performance.now() - MOST_LATE_MS;
    while (this.samples.length > 1 && this.samples[1]!.at <= before) this.samples.shift();
    const [oldest] = this.samples;
    return oldest !== undefined && oldest.at <= before ? oldest.position : 0n;
  }

  private async look(): Promise<void> {
    await Promise.all([this.sample(), ...this.replicas.map((replica) => replica.look())]);
  }

  private async sample(): Promise<void> {
    const at = performance.now();
    const text = `SELECT pg_current_wal_insert_lsn()::text AS position`;
    const rows = await this.primary.sql.rows<{ position: string }>(text).catch(() => []);
    const position = rows[0] && parsePosition(rows[0].position);
    if (position != null) this.samples.push({ at, position });
  }
}

function hasAll({ replayed }: Replica, least: Position): boolean {
  return replayed !== null && replayed >= least;
}
