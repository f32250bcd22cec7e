import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  MetricObjectWithValues,
  MetricValue,
  Registry,
} from 'prom-client';
import { Backlogs, JobMetrics } from './job-metrics';
import { RequestFacts } from './request-log';
import { StreamCounts } from './stream-counts';

/** How many names of operations have a series of their own: clients choose them, and each series is kept for good. */
const MOST_OPERATIONS = 100;
const OTHERS = 'other';
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface PoolCounts {
  readonly pool: string;
  readonly inUse: number;
  readonly waiting: number;
}

export interface MetricSources extends Backlogs {
  readonly pools: () => readonly PoolCounts[];
  /** How many requests were refused so far, by kind. */
  readonly refusals: () => Readonly<Record<string, number>>;
  /** Of each server of DATABASE_READ_URL, whether it is there and not late. */
  readonly replicas: () => readonly boolean[];
  /** The subscriptions of this process. */
  readonly streams: () => Pick<StreamCounts, 'open' | 'ends'>;
  /** Whether this process serves requests. */
  readonly serves: boolean;
}

/** What one process has to show, to be put together with that of others. */
export type MetricValues = MetricObjectWithValues<MetricValue<string>>[];

/** Everything that GET /metrics of METRICS_PORT shows, in the format of Prometheus. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly operations = new Set<string>();
  private readonly requests = new Counter({
    name: 'ambit_requests_total',
    help: 'Requests by operation (the first 100 names, then "other"), code of the first error or "ok", and role.',
    labelNames: ['operation', 'code', 'role'],
    registers: [this.registry],
  });
  private readonly latency = new Histogram({
    name: 'ambit_request_seconds',
    help: 'How long requests took until their response was sent.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly databaseTime = new Histogram({
    name: 'ambit_request_database_seconds',
    help: 'How long requests waited for the database: a connection, a lock, statements.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly batches = new Histogram({
    name: 'ambit_batch_size',
    help: 'How many keys one statement read for several requests ("read"; at a replica "replica-read"), or how many requests one transaction served ("write").',
    labelNames: ['kind'],
    buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    registers: [this.registry],
  });
  /** What jobs found out, and what they are still to do. */
  readonly jobs: JobMetrics;

  constructor({ pools, refusals, serves, replicas, streams, ...backlogs }: MetricSources) {
    this.jobs = new JobMetrics(this.registry, backlogs);
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'ambit_processes',
      help: 'Processes that serve requests.',
      registers: [this.registry],
    }).set(serves ? 1 : 0);
    new Gauge({
      name: 'ambit_pool_connections',
      help: 'Connections in use, and requests that wait for one, of each pool.',
      labelNames: ['pool', 'state'],
      registers: [this.registry],
      collect() {
        for (const { pool, inUse, waiting } of pools()) {
          this.set({ pool, state: 'in use' }, inUse);
          this.set({ pool, state: 'waiting' }, waiting);
        }
      },
    });
    new Gauge({
      name: 'ambit_refused_requests',
      help: 'Requests that were answered 429 or 503 since the start, by kind.',
      labelNames: ['kind'],
      registers: [this.registry],
      collect() {
        for (const [kind, count] of Object.entries(refusals())) this.set({ kind }, count);
      },
    });
    new Gauge({
      name: 'ambit_replica_current',
      aggregator: 'min',
      help: 'Whether a server of DATABASE_READ_URL, by its place there, is read: 1; 0 where it is away or late.',
      labelNames: ['replica'],
      registers: [this.registry],
      collect() {
        replicas().forEach((isCurrent, nth) => this.set({ replica: nth + 1 }, isCurrent ? 1 : 0));
      },
    });
    new Gauge({
      name: 'ambit_streams_open',
      help: 'Subscriptions that this process serves.',
      registers: [this.registry],
      collect() {
        this.set(streams().open);
      },
    });
    new Gauge({
      name: 'ambit_streams_ended',
      help: 'Subscriptions of this process that have ended since its start, by the reason.',
      labelNames: ['reason'],
      registers: [this.registry],
      collect() {
        for (const [reason, count] of Object.entries(streams().ends)) this.set({ reason }, count);
      },
    });
  }

  noteRequest({ operation: name, code, role, statusCode, ms, databaseMs }: RequestFacts): void {
    const operation = this.bounded(name ?? 'none');
    const outcome = code ?? (statusCode < 400 ? 'ok' : String(statusCode));
    this.requests.inc({ operation, code: outcome, role: role ?? 'none' });
    this.latency.observe({ operation }, ms / 1_000);
    if (databaseMs !== null) this.databaseTime.observe({ operation }, databaseMs / 1_000);
  }

  noteBatch(kind: 'read' | 'replica-read' | 'write', size: number): void {
    this.batches.observe({ kind }, size);
  }

  async text(): Promise<string> {
    await this.jobs.readBacklogs();
    return this.registry.metrics();
  }

  async values(): Promise<MetricValues> {
    await this.jobs.readBacklogs();
    return this.registry.getMetricsAsJSON();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private bounded(name: string): string {
    if (this.operations.has(name)) return name;
    if (this.operations.size >= MOST_OPERATIONS) return OTHERS;
    this.operations.add(name);
    return name;
  }
}
