import { AggregatorRegistry } from 'prom-client';
import { MetricValues, Metrics } from '../http/metrics';
import { within } from '../platform/within';

/** A worker that is busy for longer is shown as it was last. */
const ANSWERED_WITHIN_MS = 2_000;

/** What only grows, and is not to fall when a worker ends. */
const GROWS = ['counter', 'histogram'];
const GROW_TOO = ['ambit_refused_requests', 'ambit_streams_ended'];

export interface MeasuredWorker {
  readonly id: number;
  readonly metrics: () => Promise<MetricValues>;
}

/** The metrics of the first process and of all workers, summed or as each metric says; what an ended worker had counted stays. */
export class SummedMetrics {
  private readonly known = new Map<number, MetricValues>();
  private ofEnded: MetricValues = [];

  constructor(
    private readonly first: Metrics,
    private readonly workers: () => readonly MeasuredWorker[],
  ) {}

  get contentType(): string {
    return this.first.contentType;
  }

  async text(): Promise<string> {
    await Promise.all(this.workers().map((worker) => this.read(worker)));
    const first = await this.first.values();
    // Of several event loops the slowest is the one to know of.
    for (const metric of first) if (metric.name.startsWith('nodejs_eventloop_lag')) metric.aggregator = 'max';
    return sumOf([first, ...this.known.values(), this.ofEnded]).metrics();
  }

  /** Keeps what is known of the counts of a worker that has ended. */
  async ended(worker: number): Promise<void> {
    const known = this.known.get(worker);
    this.known.delete(worker);
    const counts = known?.filter(({ name, type }) => isGrowing(name, String(type)));
    if (counts !== undefined) this.ofEnded = await sumOf([this.ofEnded, counts]).getMetricsAsJSON();
  }

  private async read({ id, metrics }: MeasuredWorker): Promise<void> {
    const values = await within(ANSWERED_WITHIN_MS, metrics()).catch(() => null);
    if (values !== null && this.workers().some((worker) => worker.id === id)) this.known.set(id, values);
  }
}

function isGrowing(name: string, type: string): boolean {
  return GROWS.includes(type) || GROW_TOO.includes(name);
}

function sumOf(all: readonly MetricValues[]) {
  return AggregatorRegistry.aggregate(all.filter((values) => values.length > 0));
}
