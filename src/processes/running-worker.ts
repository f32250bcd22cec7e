import cluster from 'node:cluster';
import { join } from 'node:path';
import { PrimaryCalls, WorkerCalls, WorkerStart } from './calls';
import { CentralLimits } from './central-limits';
import { Peer } from './peer';
import { Failure, WorkerFailure } from './worker-failure';

export interface WorkerParts {
  readonly start: WorkerStart;
  readonly limits: CentralLimits;
}

export interface WorkerEnd {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that serves requests, or is about to. */
export interface RunningWorker {
  readonly id: number;
  readonly pid: number;
  readonly peer: Peer<WorkerCalls, PrimaryCalls>;
  readonly isReady: boolean;
  /** Its address, once it serves requests. Rejects with WorkerFailure where it ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<WorkerEnd>;
  /** Lets it drain and end; one that is still starting is ended at once. */
  stop(): void;
  kill(): void;
}

const PROGRAM = join(__dirname, '..', 'worker.js');

/** Starts a process that serves requests at the port of this one, by `src/worker.ts`. */
export function startWorkerProcess({ start, limits }: WorkerParts): RunningWorker {
  cluster.setupPrimary({ exec: PROGRAM, args: [], serialization: 'advanced' });
  // Each new connection goes to the next of them: left to the system, one may get most.
  cluster.schedulingPolicy = cluster.SCHED_RR;
  const worker = cluster.fork();
  const { id } = worker;
  let isReady = false;
  let isStopping = false;
  let failure: Failure | null = null;
  let serves: (url: string) => void;
  const peer = new Peer<WorkerCalls, PrimaryCalls>(worker, {
    ...limits.handlersFor(id),
    start: () => start,
    ready: (url) => {
      isReady = true;
      serves(url);
    },
    failed: (told) => void (failure = told),
  });
  const ended = new Promise<WorkerEnd>((resolve) => {
    worker.once('exit', (exitCode: number | null, signal: NodeJS.Signals | null) => {
      isReady = false;
      peer.gone();
      limits.forget(id);
      resolve({ exitCode, signal });
    });
  });
  const ready = new Promise<string>((resolve, reject) => {
    serves = resolve;
    void ended.then((end) => reject(new WorkerFailure(failure ?? unexplained(end))));
  });
  // Nobody may be waiting for it any more.
  ready.catch(() => undefined);
  const kill = () => void worker.process.kill('SIGKILL');
  return {
    id,
    pid: worker.process.pid!,
    peer,
    get isReady() {
      return isReady && !isStopping;
    },
    ready,
    ended,
    stop: () => {
      if (!isReady) return kill();
      isStopping = true;
      peer.ask('stop', null).catch(() => undefined);
    },
    kill,
  };
}

function unexplained({ exitCode, signal }: WorkerEnd): Failure {
  const message = `A process that was to serve requests has ended with ${signal ?? exitCode}.`;
  return { message, exitCode: 69 };
}
