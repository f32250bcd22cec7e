import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceState } from '../http/service-state';
import { backlogsOf } from './backlogs';
import { Environment } from './environment';
import { exposureOf } from './exposure';
import { listen } from './listen';
import { openProgram, prepareProgram, Started } from './open-program';
import { readMailTemplates } from './read-mail-templates';
import { readTrustedDocuments } from './read-trusted-documents';
import { serveMetrics } from './serve-metrics';
import { serveRequests } from './serve-requests';
import { startJobs } from './start-jobs';
import { ProgramOptions } from './start-options';
import { tracingOf } from './tracing/tracing-of';
import { welcome } from './welcome';

export interface Program {
  /**
   * Lets GET /readyz say 503 for STOP_DELAY_MS, drains the requests in flight, then stops the server and the database
   * that belongs to it.
   */
  stop(): Promise<void>;
}

export interface StartOptions extends ProgramOptions {
  readonly print: (text: string) => void;
  /** Told of what ends the program after its start, at most once. */
  readonly fail: (error: unknown) => void;
}

/** The whole start in one process: database, schema, catalog, demo data, server. Whatever fails stops what was started before it. */
export async function startProgram(environment: Environment, options: StartOptions): Promise<Program> {
  const trustedDocuments = await readTrustedDocuments(environment);
  const templates = await readMailTemplates(environment);
  const state = new ServiceState();
  const started = new Started();
  try {
    const tracing = await tracingOf(environment, started);
    const keep = { onLost: options.fail, log: (line: string) => options.print(`${line}\n`) };
    const program = await openProgram(environment, started, keep);
    const demo = await prepareProgram(program, environment, options);
    const showsKeys = environment.NODE_ENV !== 'production';
    const demoKeys = showsKeys ? (demo?.keys ?? null) : null;
    const backlogs = backlogsOf(program);
    const parts = { environment, program, state, trustedDocuments, tracing, demoKeys, backlogs };
    const { server, metrics } = await serveRequests(parts, started);
    await startJobs(
      { environment, program, templates, metrics: metrics.jobs, state, log: server.log },
      started,
    );
    if (environment.METRICS_PORT !== undefined) started.push(await serveMetrics(metrics, environment));
    const url = await listen(server, environment);
    if (program.notice !== null) options.print(`${program.notice}\n`);
    options.print(welcome(url, demo, { keys: showsKeys, pages: exposureOf(environment).pages }));
    return {
      async stop() {
        state.isStopping = true;
        await sleep(environment.STOP_DELAY_MS);
        await started.stop();
      },
    };
  } catch (error) {
    await started.stop();
    throw error;
  }
}
