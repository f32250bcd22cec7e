import { setTimeout as sleep } from 'node:timers/promises';
import { Catalog } from '../catalog/persistence/catalog';
import { loadCatalogFiles } from '../catalog/use-cases/load-catalog-files';
import { MAILED_TYPES } from '../events/domain/mail-template';
import { EndedMail } from '../events/domain/mail-outcome';
import { mailBacklog } from '../events/persistence/mails';
import { MAIL_CONSUMER } from '../events/use-cases/queue-mails';
import { endpointLags } from '../events/persistence/webhook-queue';
import { whileLocked } from '../database/migrate';
import { DatabaseClock } from '../platform/database-clock';
import { Environment } from './environment';
import { exposureOf } from './exposure';
import { startHousekeeping } from './housekeeping';
import { createHttpServer } from '../http/http-server';
import { Replicas } from '../platform/replicas/replicas';
import { Metrics } from '../http/metrics';
import { ServiceState } from '../http/service-state';
import { listen } from './listen';
import { readTrustedDocuments } from './read-trusted-documents';
import { openDatabase } from './open-database';
import { ProgramOptions } from './start-options';
import { countsOf } from './pool-counts';
import { examineRegularly } from './examine-regularly';
import { serveMetrics } from './serve-metrics';
import { readMailTemplates } from './read-mail-templates';
import { startMailing } from './start-mailing';
import { signalsOf } from './signals-of';
import { startDemo } from './start-demo';
import { startWebhooks } from './start-webhooks';
import { watchSchema } from './watch-schema';
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

/** The whole start: database, schema, catalog, demo data, server. Whatever fails stops what was started before it. */
export async function startProgram(environment: Environment, options: StartOptions): Promise<Program> {
  const trustedDocuments = await readTrustedDocuments(environment);
  const templates = await readMailTemplates(environment);
  const state = new ServiceState();
  const tracing = isTracingAsked(environment) ? (await import('./tracing.js')).startTracing() : null;
  const started: (() => Promise<void>)[] = tracing === null ? [] : [tracing.stop];
  const stop = async () => {
    for (const stopPart of started.splice(0).reverse()) await stopPart();
  };
  try {
    const { database, owner, isEmbedded, sessions, notice, pools, close, ...opened } = await openDatabase(
      environment,
      {
        onLost: options.fail,
        log: (line) => options.print(`${line}\n`),
      },
    );
    started.push(close);
    const clock = new DatabaseClock(database.sql);
    await clock.read();
    const catalog = new Catalog(database);
    const demo = await whileLocked(sessions, async () => {
      await loadCatalogFiles(database, environment.CATALOG_DIR, clock.now());
      await catalog.read();
      return startDemo({ database, owner, isEmbedded }, catalog, environment, options);
    });
    const showsKeys = environment.NODE_ENV !== 'production';
    const metrics: Metrics = new Metrics({
      pools: () => pools.map(countsOf),
      refusals: () => server.refusals.counts(),
      webhookLags: () => endpointLags(database.sql, clock.now()),
      mailBacklog: () => mailBacklog(database.sql, clock.now(), MAIL_CONSUMER, MAILED_TYPES),
      replicas: () => replicas?.areCurrent() ?? [],
      streams: () => server.streamCounts,
    });
    const noteRead = (size: number) => metrics.noteBatch('replica-read', size);
    const replicas =
      opened.replicas.length === 0 ? null : new Replicas(database, opened.replicas, clock, noteRead);
    if (replicas !== null) started.push(() => replicas.close());
    await replicas?.follow();
    const server = await createHttpServer({
      environment,
      database,
      catalog,
      clock,
      trustedDocuments,
      state,
      replicas,
      metrics,
      demoKeys: showsKeys ? (demo?.keys ?? null) : null,
      signals: signalsOf(sessions),
    });
    started.push(() => server.close());
    tracing?.follow(server);
    started.push(startHousekeeping({ environment, database, owner, catalog, clock, log: server.log }));
    const noteMail = (outcome: EndedMail) => metrics.noteMail(outcome);
    const mailing = { environment, database, catalog, clock, templates, noteMail, log: server.log };
    started.push(await startMailing(mailing));
    started.push(startWebhooks({ environment, database, clock, log: server.log }));
    started.push(clock.follow(server.log));
    started.push(watchSchema(sessions, state, server.log));
    const { DOCTOR_EVERY_MINUTES: everyMinutes } = environment;
    if (everyMinutes > 0)
      started.push(examineRegularly({ everyMinutes, sql: database.sql, metrics, clock, log: server.log }));
    if (environment.METRICS_PORT !== undefined) started.push(await serveMetrics(metrics, environment));
    const url = await listen(server, environment);
    if (notice !== null) options.print(`${notice}\n`);
    options.print(welcome(url, demo, { keys: showsKeys, pages: exposureOf(environment).pages }));
    return {
      async stop() {
        state.isStopping = true;
        await sleep(environment.STOP_DELAY_MS);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isTracingAsked({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED }: Environment): boolean {
  return OTEL_EXPORTER_OTLP_ENDPOINT !== undefined && OTEL_SDK_DISABLED === 'false';
}
