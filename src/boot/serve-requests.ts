import { FastifyInstance } from 'fastify';
import { Role } from '../shared/domain/caller';
import { createHttpServer } from '../http/http-server';
import { Backlogs } from '../http/job-metrics';
import { Metrics } from '../http/metrics';
import { ServiceState } from '../http/service-state';
import { SharedLimits } from '../http/shared-limits';
import { TrustedDocuments } from '../graphql/trusted-documents/trusted-documents';
import { Replicas } from '../platform/replicas/replicas';
import { Environment } from './environment';
import { OpenProgram, Started } from './open-program';
import { countsOf } from './pool-counts';
import { signalsOf } from './signals-of';
import type { Tracing } from './tracing/tracing';
import { watchSchema } from './watch-schema';

export interface ServeParts {
  readonly environment: Environment;
  readonly program: OpenProgram;
  readonly state: ServiceState;
  readonly trustedDocuments: TrustedDocuments | null;
  readonly tracing: Tracing | null;
  readonly backlogs: Backlogs;
  readonly demoKeys: Readonly<Record<Role, string>> | null;
  /** What is counted over all processes; without it this one counts for itself. */
  readonly limits?: SharedLimits;
}

export interface Serving {
  /** Not listening yet. */
  readonly server: FastifyInstance;
  readonly metrics: Metrics;
}

/** The server of a process whose catalog is read, with all that it needs to serve requests. */
export async function serveRequests(parts: ServeParts, started: Started): Promise<Serving> {
  const { program, backlogs, tracing, ...served } = parts;
  const { database, catalog, clock, sessions } = program;
  const metrics: Metrics = new Metrics({
    pools: () => program.pools.map(countsOf),
    refusals: () => server.refusals.counts(),
    ...backlogs,
    replicas: () => replicas?.areCurrent() ?? [],
    streams: () => server.streamCounts,
    serves: true,
  });
  const noteRead = (size: number) => metrics.noteBatch('replica-read', size);
  const replicas =
    program.replicas.length === 0 ? null : new Replicas(database, program.replicas, clock, noteRead);
  if (replicas !== null) started.push(() => replicas.close());
  await replicas?.follow();
  const signals = signalsOf(sessions);
  // Counting each request takes time, and without the port nobody can see it.
  const noted = parts.environment.METRICS_PORT === undefined ? undefined : metrics;
  const server = await createHttpServer({
    ...served,
    database,
    catalog,
    clock,
    replicas,
    signals,
    metrics: noted,
  });
  started.push(() => server.close());
  tracing?.follow(server);
  started.push(clock.follow(server.log));
  started.push(watchSchema(sessions, served.state, server.log));
  return { server, metrics };
}
