import { Clock, systemClock } from '../shared/domain/clock';
import { Sql } from './sql';

/** Of two clocks that differ by more, somebody is to be told. */
const WARN_ABOVE_MS = 1_000;

const EVERY_MS = 30_000;

interface Log {
  warn(facts: object, message: string): void;
}

/**
 * The clock of the database, kept as an offset to that of this machine: processes on several machines decide by one clock. Between
 * two readings of it no statement is needed; where the database cannot be asked the last offset stays.
 */
export class DatabaseClock implements Clock {
  private offsetMs = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sql: Sql,
    private readonly machine: Clock = systemClock,
  ) {}

  now(): Date {
    return new Date(this.machine.now().getTime() + this.offsetMs);
  }

  /** Reads the database's clock; returns by how many milliseconds it is ahead of the machine's, negative where it is behind. */
  async read(): Promise<number> {
    const before = this.machine.now().getTime();
    const [row] = await this.sql.rows<{ at: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at',
    );
    const after = this.machine.now().getTime();
    const difference = Math.round(row!.at - (before + after) / 2);
    // Within what the statement itself took, nothing is known to differ.
    this.offsetMs = Math.abs(difference) <= (after - before) / 2 + 1 ? 0 : difference;
    return this.offsetMs;
  }

  /** Reads it twice a minute from now on, and warns where the clocks differ by more than a second. Returns how to stop. */
  follow(log: Log): () => Promise<void> {
    const warn = () => {
      if (Math.abs(this.offsetMs) > WARN_ABOVE_MS)
        log.warn(
          { offsetMs: this.offsetMs },
          'the clock of this machine differs from that of the database, by which this program goes; set it right',
        );
    };
    warn();
    this.timer = setInterval(() => void this.read().then(warn, () => undefined), EVERY_MS);
    this.timer.unref();
    return () => {
      clearInterval(this.timer);
      return Promise.resolve();
    };
  }
}
