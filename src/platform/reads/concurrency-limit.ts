/** After which a batch that is still in flight no longer holds up the others. */
const PATIENCE_MS = 1_000;

/** How many such batches there may be: beyond, it is not one connection that is silent, but the database that is slow. */
const MOST_OVERDUE = 3;

/**
 * Runs at most `width` batches of one kind at a time. A batch that has to wait loses nothing: what is asked for meanwhile
 * joins it. One that may begin begins at the end of the turn of the event loop, after all requests that came in with it. A
 * few that take longer than a second are passed by, so that a connection on which nothing is heard stops its own batch alone.
 */
export class ConcurrencyLimit {
  private inFlight = 0;
  private overdue = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Calls back when a batch may begin. */
  whenFree(begin: () => void): void {
    if (this.inFlight < this.width) setImmediate(begin);
    else this.waiting.push(begin);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    let isOverdue = false;
    const timer = setTimeout(() => {
      if (this.overdue >= MOST_OVERDUE) return;
      isOverdue = true;
      this.overdue += 1;
      this.leave();
    }, this.patienceMs);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      if (isOverdue) this.overdue -= 1;
      else this.leave();
    }
  }

  private leave(): void {
    this.inFlight -= 1;
    const next = this.waiting.shift();
    if (next !== undefined) setImmediate(next);
  }
}
