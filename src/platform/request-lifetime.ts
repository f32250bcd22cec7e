import { DatabaseTime } from './database-time';
import { RequestTrace } from './request-trace';

/** The request is over before it was done: its deadline has passed, or its client has gone. */
export class RequestStopped extends Error {
  constructor() {
    super('the request is over before it was done');
  }
}

/** The client's connection: of a server, the socket. */
interface Connection {
  readonly destroyed: boolean;
}

/** Resolves when a dear request may go on, so that light ones of others come between its pieces. */
export type Pace = () => Promise<void>;

/**
 * How long a request may work: until its deadline, and as long as its client is there. To ask costs next to nothing; what
 * is shared with other requests is never stopped.
 */
export class RequestLifetime {
  /** Of a dear request, whose reads follow each other; null: as fast as it can. */
  pace: Pace | null = null;

  /** How long it has waited for the database so far. */
  readonly databaseTime = new DatabaseTime();

  /** Where its statements are noted; null: it is not recorded. */
  trace: RequestTrace | null = null;

  private isPast = false;
  private stopped: RequestStopped | null = null;
  private isWriting = false;

  constructor(
    private readonly deadlineMs: number,
    private readonly connection: Connection,
  ) {}

  /** Of what the program itself does. */
  static endless(): RequestLifetime {
    return new RequestLifetime(Infinity, { destroyed: false });
  }

  get isOver(): boolean {
    return this.isPast || this.connection.destroyed;
  }

  /** What a mutation reads from now on belongs to its write, which is not given up half way. */
  beginWrite(): void {
    this.isWriting = true;
  }

  /** Throws RequestStopped where the request is over; asked before every field. */
  refuseWhenOver(): void {
    // Thousands of fields may ask, and to make an error is dear.
    if (this.isOver) throw (this.stopped ??= new RequestStopped());
  }

  /** The same, asked before every read. */
  refuseReadsWhenOver(): void {
    if (!this.isWriting) this.refuseWhenOver();
  }

  /** Does the work; throws RequestStopped as soon as the deadline passes, whatever the work still waits for. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = this.atDeadline(() => reject(new RequestStopped()));
    });
    try {
      const result = await Promise.race([work(), late]);
      this.refuseWhenOver();
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Does the work to its end, which stops itself where it asks: what may have written something is waited for. */
  async toItsEnd<T>(work: () => Promise<T>): Promise<T> {
    const timer = this.atDeadline(() => undefined);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }

  private atDeadline(then: () => void): NodeJS.Timeout | undefined {
    if (this.deadlineMs === Infinity) return undefined;
    return setTimeout(() => {
      this.isPast = true;
      then();
    }, this.deadlineMs);
  }
}
