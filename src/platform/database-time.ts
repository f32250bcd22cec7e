/**
 * How long a request has waited for the database, in milliseconds: for a connection, for a lock, and for statements that it shares with
 * other requests. What goes on at the same time is counted once.
 */
export class DatabaseTime {
  private waiting = 0;
  private since = 0;
  private total = 0;

  get ms(): number {
    return this.total;
  }

  /** Counts until the work is over, whatever comes of it. Returns the work itself. */
  during<T>(work: Promise<T>): Promise<T> {
    if (this.waiting === 0) this.since = performance.now();
    this.waiting += 1;
    work.then(this.end, this.end);
    return work;
  }

  private readonly end = (): void => {
    this.waiting -= 1;
    if (this.waiting === 0) this.total += performance.now() - this.since;
  };
}
