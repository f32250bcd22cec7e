/**
 * Runs at most `width` batches of one kind at a time. A batch that has to wait loses nothing: what is asked for meanwhile
 * joins it. One that may begin begins at the end of the turn of the event loop, after all requests that came in with it.
 */
export class ConcurrencyLimit {
  private inFlight = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly width: number) {}

  /** Calls back when a batch may begin. */
  whenFree(begin: () => void): void {
    if (this.inFlight < this.width) setImmediate(begin);
    else this.waiting.push(begin);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    try {
      return await work();
    } finally {
      this.inFlight -= 1;
      const next = this.waiting.shift();
      if (next !== undefined) setImmediate(next);
    }
  }
}
