import Fastify from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { loggerOptions } from '../http/logger-options';
import { Metrics } from '../http/metrics';
import { ServiceState } from '../http/service-state';
import { StreamCounts } from '../http/stream-counts';
import { CentralLimits } from '../processes/central-limits';
import { startWorkerProcess } from '../processes/running-worker';
import { SummedMetrics } from '../processes/summed-metrics';
import { poolSizeOf, workerEnvironment } from '../processes/worker-environment';
import { Workers } from '../processes/workers';
import { backlogsOf } from './backlogs';
import { Environment } from './environment';
import { exposureOf } from './exposure';
import { portToShare } from './listen';
import { openProgram, prepareProgram, Started } from './open-program';
import { countsOf } from './pool-counts';
import { readMailTemplates } from './read-mail-templates';
import { readTrustedDocuments } from './read-trusted-documents';
import { serveMetrics } from './serve-metrics';
import { startJobs } from './start-jobs';
import { Program, StartOptions } from './start-program';
import { watchSchema } from './watch-schema';
import { welcome } from './welcome';

/**
 * The whole start with several processes at one port. This one owns the database, does what is done once in a program, counts what
 * is limited over all, and serves no request; PROCESSES others do. Whatever fails stops what was started before it.
 */
export async function startProcesses(given: Environment, options: StartOptions): Promise<Program> {
  // Each process reads them; a fault is told once, before anything is started.
  await readTrustedDocuments(given);
  const templates = await readMailTemplates(given);
  // Known beforehand, also for a worker that starts again when no other one has the port; and a taken one is told before all else.
  const PORT = await portToShare(given);
  const environment = { ...given, PORT, DATABASE_POOL_SIZE: poolSizeOf(given) };
  const { log } = Fastify({ logger: loggerOptions(environment.LOG_LEVEL) });
  const started = new Started();
  try {
    const keep = { onLost: options.fail, log: (line: string) => options.print(`${line}\n`) };
    const program = await openProgram(environment, started, keep);
    const demo = await prepareProgram(program, environment, options);
    const { clock, pools } = program;
    const metrics = new Metrics({
      pools: () => pools.map(countsOf),
      refusals: () => ({}),
      ...backlogsOf(program),
      replicas: () => [],
      streams: () => new StreamCounts(() => 0),
      serves: false,
    });
    const state = new ServiceState();
    started.push(watchSchema(program.sessions, state, log));
    await startJobs({ environment, program, templates, metrics: metrics.jobs, state, log }, started);
    started.push(clock.follow(log));
    const showsKeys = environment.NODE_ENV !== 'production';
    const start = {
      environment: { ...workerEnvironment({ ...given, PORT }), ...program.addresses },
      demoKeys: showsKeys ? (demo?.keys ?? null) : null,
    };
    const limits = new CentralLimits(
      environment,
      recallOf(() => workers),
    );
    const workers: Workers = new Workers({
      count: environment.PROCESSES,
      startOne: () => startWorkerProcess({ start, limits }),
      log,
      onEnded: (worker) => void summed.ended(worker),
      fail: options.fail,
    });
    const summed: SummedMetrics = new SummedMetrics(metrics, () =>
      workers.serving().map(({ id, peer }) => ({ id, metrics: () => peer.ask('metrics', null) })),
    );
    if (environment.METRICS_PORT !== undefined) started.push(await serveMetrics(summed, environment));
    started.push(() => workers.stop());
    const url = await workers.start();
    if (program.notice !== null) options.print(`${program.notice}\n`);
    options.print(welcome(url, demo, { keys: showsKeys, pages: exposureOf(environment).pages }));
    return {
      async stop() {
        await workers.announceStop();
        await sleep(environment.STOP_DELAY_MS);
        await started.stop();
      },
    };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

function recallOf(workersOf: () => Workers) {
  return async (id: number, names: readonly string[]) => {
    const worker = workersOf()
      .serving()
      .find((each) => each.id === id);
    return worker === undefined ? {} : worker.peer.ask('recallPoints', names);
  };
}
