import { explainFailure } from './explain-failure';
import { Program } from './start-program';

const UNFINISHED = 1;

/** The one end of the process: whatever asks for it first decides the exit code, and it comes within its limit of time. */
export class Stopping {
  private program: Pick<Program, 'stop'> | null = null;
  private isStopping = false;

  constructor(
    private readonly limitMs: number,
    private readonly print: (text: string) => void,
    private readonly exit: (code: number) => void,
  ) {}

  /** Names what is to be stopped, once it has started. */
  of(program: Pick<Program, 'stop'>): void {
    this.program = program;
  }

  inGoodOrder(): Promise<void> {
    return this.withCode(0);
  }

  /** Says why in the words of a start that failed, and ends with its exit code. */
  because(error: unknown): Promise<void> {
    const { message, exitCode } = explainFailure(error);
    if (!this.isStopping) this.print(`${message}\n`);
    return this.withCode(exitCode);
  }

  /** Stops the program and ends the process; with 1 where that does not end well, or in time. */
  async withCode(code: number): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    setTimeout(() => {
      this.print(
        `Not stopped within STOP_TIMEOUT_MS (${this.limitMs} ms); what was unfinished is cut off.\n`,
      );
      this.exit(UNFINISHED);
    }, this.limitMs);
    try {
      await this.program?.stop();
      this.exit(code);
    } catch (error) {
      this.print(`It could not be stopped in good order: ${(error as Error).message}\n`);
      this.exit(code === 0 ? UNFINISHED : code);
    }
  }
}
