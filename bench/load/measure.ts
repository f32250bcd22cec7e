import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseName, Question } from '../cases/question';
import { memoryOf, processorTime, processorTimeOfEnded } from '../machine/processes';
import { Load, Seen, sendLoad } from './generator';
import { RunningServer } from './running-server';

/** One measurement. Processor times are in milliseconds over all of its requests; null where the machine does not tell. */
export interface Measurement extends Seen {
  readonly serverCpu: number | null;
  readonly databaseCpu: number | null;
  readonly generatorCpu: number | null;
  /** Of the server afterwards, in MB. */
  readonly memory: number | null;
}

/** A case as it is put to one server, its requests written down beforehand. */
export interface Target {
  readonly server: RunningServer;
  readonly name: CaseName;
  readonly load: Omit<Load, 'seconds'>;
}

/** What is sent at a time to warm a server up. */
export const WARM_UP_SECONDS = 6;
const MOST_WARM_UPS = 4;

/** Connections of the generator: more for writes, which wait for the disk. */
export const CONNECTIONS: Readonly<Record<CaseName, number>> = {
  Q1: 32,
  'Q1-alone': 1,
  Q2: 32,
  Q3: 32,
  C1: 32,
  M1: 64,
  'M1-key': 64,
  'M1-hot': 64,
  'M1-alone': 1,
  A1: 64,
  B1: 64,
};

/**
 * How many requests warm a server up. V8 compiles what was called often, and on a slow machine six seconds are few calls: Q1 took
 * Ambit up to six times its later processor time, and 1.4 times after 10,000 requests still.
 */
const WARM_AFTER: Readonly<Record<CaseName, number>> = {
  Q1: 40_000,
  'Q1-alone': 1,
  Q2: 2_000,
  Q3: 2_000,
  C1: 30_000,
  M1: 5_000,
  'M1-key': 5_000,
  'M1-hot': 5_000,
  'M1-alone': 1,
  A1: 5_000,
  B1: 5_000,
};

/** Asks a server until it has answered as often as warms it up, for 24 seconds at most. */
export async function warmUp(target: Target, databasePid: number | null): Promise<void> {
  let answered = 0;
  for (let nth = 0; nth < MOST_WARM_UPS && answered < WARM_AFTER[target.name]; nth += 1)
    answered += (await measure(target, WARM_UP_SECONDS, databasePid)).requests;
}

/** Keeps the requests of a run in files until it is over. */
export class RequestFiles {
  private constructor(private readonly folder: string) {}

  static async make(): Promise<RequestFiles> {
    return new RequestFiles(await mkdtemp(join(tmpdir(), 'ambit-bench-')));
  }

  async target(server: RunningServer, name: CaseName, questions: readonly Question[]): Promise<Target> {
    const bodiesFile = join(
      this.folder,
      `${server.contender.name.replace(/\W/g, '-')}-${server.pid}-${name}`,
    );
    const lines = questions.map((question) => `${JSON.stringify(server.bodyOf(question))}\n`);
    await writeFile(bodiesFile, lines.join(''));
    const connections = CONNECTIONS[name];
    return {
      server,
      name,
      load: { url: server.urlOf(name), key: server.keyOf(name), bodiesFile, connections },
    };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** Measures a case on a server. Throws where a request was not answered as it should. */
export async function measure(
  target: Target,
  seconds: number,
  databasePid: number | null,
): Promise<Measurement> {
  const { server, load } = target;
  const database = () => (databasePid === null ? null : processorTime(databasePid));
  const before = [processorTime(server.pid), database(), processorTimeOfEnded()];
  const seen = await sendLoad({ ...load, seconds });
  const after = [processorTime(server.pid), database(), processorTimeOfEnded()];
  if (seen.failed > 0 || seen.requests === 0) {
    throw new Error(
      `${server.contender.name} failed ${seen.failed} of ${seen.requests} requests of ${target.name}`,
    );
  }
  const [serverCpu, databaseCpu, generatorCpu] = after.map((time, nth) => difference(before[nth]!, time));
  return {
    ...seen,
    serverCpu: serverCpu!,
    databaseCpu: databaseCpu!,
    generatorCpu: generatorCpu!,
    memory: memoryOf(server.pid)?.now ?? null,
  };
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}
