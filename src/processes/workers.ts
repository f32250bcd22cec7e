import { FastifyBaseLogger } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunningWorker } from './running-worker';
import { WorkerFailure } from './worker-failure';

export interface WorkersParts {
  readonly count: number;
  readonly startOne: () => RunningWorker;
  readonly log: Pick<FastifyBaseLogger, 'error' | 'warn'>;
  /** Told of each that has ended. */
  readonly onEnded: (worker: number) => void;
  /** Told once, where none serves requests and none can be started. */
  readonly fail: (error: unknown) => void;
}

/** How long the next start is waited for after one that failed, and after a worker that did not live for long. */
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
/** After so long a worker that ends is no sign that the next one will, too. */
const PROVEN_AFTER_MS = 60_000;
/** So many failed starts in a row end the program, where no worker is left that serves requests. */
const MOST_FAILED_STARTS = 5;

/** The wait before the next start, after this one. */
export function nextDelay(delayMs: number): number {
  return Math.min(LONGEST_DELAY_MS, Math.max(FIRST_DELAY_MS, 2 * delayMs));
}

/** The processes that serve requests: so many, each replaced when it ends. */
export class Workers {
  private readonly running = new Set<RunningWorker>();
  private failedStarts = 0;
  private isStopping = false;

  constructor(private readonly parts: WorkersParts) {
    // Whatever ends this process at once ends them too.
    process.once('exit', () => this.kill());
  }

  /** Those that serve requests. */
  serving(): readonly RunningWorker[] {
    return [...this.running].filter((worker) => worker.isReady);
  }

  /** Starts them; returns the address at which they serve requests. Throws WorkerFailure, once none is left. */
  async start(): Promise<string> {
    const started = Array.from({ length: this.parts.count }, () => this.startOne());
    const results = await Promise.allSettled(started.map(({ ready }) => ready));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) {
      await this.stop().catch(() => undefined);
      throw failed.reason as Error;
    }
    for (const worker of started) void this.keep(worker);
    return (results[0] as PromiseFulfilledResult<string>).value;
  }

  /** Lets GET /readyz of each of them say 503. */
  async announceStop(): Promise<void> {
    this.isStopping = true;
    const told = this.serving().map(({ peer }) => peer.ask('announceStop', null).catch(() => undefined));
    await Promise.all(told);
  }

  /** Lets each of them drain and end. Throws where one did not end well. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const all = [...this.running];
    for (const worker of all) worker.stop();
    const ends = await Promise.all(all.map(({ ended }) => ended));
    const bad = ends.filter(({ exitCode }) => exitCode !== null && exitCode !== 0);
    if (bad.length > 0)
      throw new Error(`${bad.length} of ${all.length} processes did not stop in good order`);
  }

  private kill(): void {
    for (const worker of this.running) worker.kill();
  }

  private startOne(): RunningWorker {
    const worker = this.parts.startOne();
    this.running.add(worker);
    void worker.ended.then(() => {
      this.running.delete(worker);
      this.parts.onEnded(worker.id);
    });
    return worker;
  }

  /** Replaces a worker, and each that replaces it, when it ends. */
  private async keep(first: RunningWorker): Promise<void> {
    let delayMs = 0;
    let current: RunningWorker | null = first;
    while (current !== null) {
      const since = performance.now();
      const { exitCode, signal } = await current.ended;
      if (this.isStopping) return;
      this.parts.log.error({ worker: current.pid, exitCode, signal }, 'a server process has ended');
      delayMs = performance.now() - since > PROVEN_AFTER_MS ? 0 : nextDelay(delayMs);
      current = await this.startAgain(delayMs);
    }
  }

  /** Null where the program ends. */
  private async startAgain(afterMs: number): Promise<RunningWorker | null> {
    for (let delayMs = afterMs; ; delayMs = nextDelay(delayMs)) {
      await sleep(delayMs, undefined, { ref: false });
      if (this.isStopping) return null;
      const worker = this.startOne();
      try {
        await worker.ready;
        this.failedStarts = 0;
        this.parts.log.warn({ worker: worker.pid }, 'another server process serves requests');
        return worker;
      } catch (error) {
        if (this.isStopping) return null;
        this.failedStarts += 1;
        this.parts.log.error({ reason: (error as Error).message }, 'a server process could not start');
        if (this.serving().length === 0 && this.failedStarts >= MOST_FAILED_STARTS) {
          this.isStopping = true;
          this.parts.fail(error instanceof WorkerFailure ? error : new WorkerFailure(UNAVAILABLE));
          return null;
        }
      }
    }
  }
}

const UNAVAILABLE = { message: 'No process that serves requests could be started.', exitCode: 69 };
