import { MetricSources } from '../../src/http/metrics';
import { RequestFacts } from '../../src/http/request-log';

export const REQUEST: RequestFacts = {
  method: 'POST',
  route: '/graphql',
  operation: 'Contracts',
  document: null,
  role: 'SALES',
  code: null,
  statusCode: 200,
  ms: 12,
  databaseMs: 8,
};

/** What a process that serves requests and does the jobs has to show, unless told otherwise. */
export function metricSources(fields: Partial<MetricSources> = {}): MetricSources {
  return {
    pools: () => [{ pool: 'staff', inUse: 3, waiting: 1 }],
    refusals: () => ({ cost: 2 }),
    webhookLags: () => Promise.resolve([{ endpointId: '7', queued: 3, seconds: 1.5 }]),
    mailBacklog: () => Promise.resolve({ unsent: 4, seconds: 70 }),
    replicas: () => [true, false],
    streams: () => ({ open: 5, ends: { client: 1, key: 0, stopping: 0, 'slow-reader': 2, fault: 0 } }),
    serves: true,
    ...fields,
  };
}
