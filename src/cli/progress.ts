import { WriteStream } from 'node:tty';

/** A line that tells how far a command is; only where a person looks on. */
export class Progress {
  done = 0;

  constructor(
    private readonly stream: Pick<WriteStream, 'isTTY' | 'write'>,
    private readonly total: number,
  ) {}

  show(done: number): void {
    this.done = done;
    const percent = this.total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / this.total));
    this.line(`${done.toLocaleString('en')} of ${this.total.toLocaleString('en')} rows, ${percent} %`);
  }

  /** Leaves the terminal as it was. */
  end(): void {
    this.line('');
  }

  private line(text: string): void {
    if (this.stream.isTTY) this.stream.write(`\r\u001b[2K${text}`);
  }
}
