import { Pace } from './request-lifetime';

/** So many things are worked on in one turn of the event loop: a few milliseconds. */
const THINGS_A_PIECE = 100;

interface Waiting {
  readonly things: number;
  readonly begin: () => void;
}

/** Cuts the work of a dear request into pieces, with its pace between them, in which the requests of others go on. */
export class Pieces {
  private readonly waiting: Waiting[] = [];
  private isRunning = false;

  constructor(private readonly pace: Pace) {}

  /** Calls back when the work on so many things may begin; work that was asked for earlier begins earlier. */
  begin(things: number, begin: () => void): void {
    this.waiting.push({ things, begin });
    if (!this.isRunning) void this.run();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    // What is asked for in the same turn belongs to the first piece.
    await Promise.resolve();
    for (let next = 0; next < this.waiting.length;) {
      for (let room = THINGS_A_PIECE; room > 0 && next < this.waiting.length; next += 1) {
        const { things, begin } = this.waiting[next]!;
        begin();
        room -= things;
      }
      await this.pace();
    }
    this.waiting.length = 0;
    this.isRunning = false;
  }
}
