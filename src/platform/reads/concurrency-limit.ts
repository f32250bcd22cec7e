/**
 * Lets so many pieces of work of one kind run at a time. Who has to wait loses nothing: what comes meanwhile joins it.
 * Work that may begin begins at the end of the turn of the event loop, after all requests that came in with it.
 */
export class Gate {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly width: number) {}

  /** Calls back when work may begin. */
  whenOpen(begin: () => void): void {
    if (this.underWay < this.width) setImmediate(begin);
    else this.waiting.push(begin);
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work();
    } finally {
      this.underWay -= 1;
      const next = this.waiting.shift();
      if (next !== undefined) setImmediate(next);
    }
  }
}
