import { ServiceState } from '../http/service-state';
import { PrimaryCalls, WorkerCalls } from '../processes/calls';
import { Channel, Peer } from '../processes/peer';
import { RemoteLimits } from '../processes/remote-limits';
import { loggableError } from '../platform/loggable-error';
import { Metrics } from '../http/metrics';
import { NO_BACKLOGS } from './backlogs';
import { explainFailure } from './explain-failure';
import { giveBackMemoryWhenIdle } from './give-back-memory';
import { listen } from './listen';
import { openProgram, Started } from './open-program';
import { readTrustedDocuments } from './read-trusted-documents';
import { serveRequests } from './serve-requests';
import { SIGNALS } from './stop-on-signal';
import { Stopping } from './stopping';
import { tracingOf } from './tracing/tracing-of';

type Primary = Peer<PrimaryCalls, WorkerCalls>;

/** What the first process reaches of this one, as far as it is there. */
interface Parts {
  readonly state: ServiceState;
  limits?: RemoteLimits;
  metrics?: Metrics;
  stopping?: Stopping;
}

/**
 * Serves requests at the port of the process that has started this one, with its settings, until that tells it to stop. Of what
 * is done once in a program it does nothing. When the first process ends, Node ends this one.
 */
export async function runWorker(): Promise<void> {
  // A terminal sends them to all processes; what they mean is said by the first one.
  for (const signal of SIGNALS) process.on(signal, () => undefined);
  const parts: Parts = { state: new ServiceState() };
  const primary = primaryOf(parts);
  const started = new Started();
  try {
    const url = await serve(primary, parts, started);
    await primary.ask('ready', url);
    giveBackMemoryWhenIdle();
  } catch (error) {
    await started.stop().catch(() => undefined);
    const failure = explainFailure(error);
    await primary.ask('failed', failure);
    process.exit(failure.exitCode);
  }
}

function primaryOf(parts: Parts): Primary {
  // Connected as long as this process lives: Node ends it otherwise.
  return new Peer<PrimaryCalls, WorkerCalls>(process as unknown as Channel, {
    recallPoints: (names) => parts.limits?.recallPoints(names) ?? {},
    metrics: async () => (await parts.metrics?.values()) ?? [],
    announceStop: () => void (parts.state.isStopping = true),
    stop: () => void parts.stopping?.inGoodOrder(),
  });
}

async function serve(primary: Primary, parts: Parts, started: Started): Promise<string> {
  const { environment, demoKeys } = await primary.ask('start', null);
  const { state } = parts;
  const stopping = new Stopping(environment.STOP_TIMEOUT_MS, writeError, (code) => process.exit(code));
  const crash = (error: unknown) => {
    writeError(`${JSON.stringify(loggableError(error))}\n`);
    void stopping.withCode(1);
  };
  stopping.of(started);
  const trustedDocuments = await readTrustedDocuments(environment);
  const tracing = await tracingOf(environment, started);
  const program = await openProgram(environment, started);
  await program.catalog.read();
  parts.limits = new RemoteLimits(environment, primary);
  const { server, metrics } = await serveRequests(
    {
      environment,
      program,
      state,
      trustedDocuments,
      tracing,
      demoKeys,
      limits: parts.limits,
      backlogs: NO_BACKLOGS,
    },
    started,
  );
  parts.metrics = metrics;
  parts.stopping = stopping;
  const url = await listen(server, environment);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return url;
}

function writeError(text: string): void {
  process.stderr.write(text);
}
