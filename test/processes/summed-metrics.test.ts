import { Metrics } from '../../src/http/metrics';
import { StreamCounts } from '../../src/http/stream-counts';
import { metricSources, REQUEST } from '../support/metric-sources';
import { MeasuredWorker, SummedMetrics } from '../../src/processes/summed-metrics';

/** Of a process that serves requests, or of the first one, which does the jobs. */
function metricsOf(serves: boolean) {
  const ofJobs = {
    webhookLags: () => Promise.resolve([]),
    mailBacklog: () => Promise.resolve({ unsent: 0, seconds: 0 }),
  };
  const ofRequests = {
    refusals: () => ({}),
    replicas: () => [],
    streams: () => new StreamCounts(() => 0),
  };
  return new Metrics(metricSources({ serves, ...(serves ? ofJobs : ofRequests) }));
}

it('requests, pools and refusals are those of all processes, and what jobs find out is that of the first', async () => {
  const first = metricsOf(false);
  first.jobs.noteDoctor({ differences: 4, auditFaults: 1 }, new Date('2026-11-01T00:00:00Z'));
  const processes = [metricsOf(true), metricsOf(true)];
  for (const process of processes) process.noteRequest(REQUEST);
  processes[0]!.noteRequest({ ...REQUEST, operation: 'Other' });
  let workers: MeasuredWorker[] = processes.map((process, id) => ({ id, metrics: () => process.values() }));
  const summed = new SummedMetrics(first, () => workers);
  const text = await summed.text();
  for (const line of [
    'ambit_requests_total{operation="Contracts",code="ok",role="SALES"} 2',
    'ambit_requests_total{operation="Other",code="ok",role="SALES"} 1',
    'ambit_request_seconds_count{operation="Contracts"} 2',
    'ambit_request_seconds_bucket{le="0.025",operation="Contracts"} 2',
    'ambit_request_seconds_bucket{le="0.01",operation="Contracts"} 0',
    'ambit_pool_connections{pool="staff",state="in use"} 9',
    'ambit_refused_requests{kind="cost"} 4',
    'ambit_processes 2',
    'ambit_streams_open 10',
    'ambit_streams_ended{reason="client"} 2',
    'ambit_replica_current{replica="1"} 1',
    'ambit_mails_unsent 4',
    'ambit_doctor_differences 4',
    'ambit_audit_faults 1',
    'ambit_webhook_queue_lag_seconds 1.5',
    'ambit_webhook_lag_seconds{endpoint="7"} 1.5',
  ])
    expect(text).toContain(`${line}\n`);

  workers = workers.slice(1);
  await summed.ended(0);
  const later = await summed.text();
  for (const line of [
    'ambit_requests_total{operation="Contracts",code="ok",role="SALES"} 2',
    'ambit_request_seconds_bucket{le="0.025",operation="Contracts"} 2',
    'ambit_refused_requests{kind="cost"} 4',
    'ambit_pool_connections{pool="staff",state="in use"} 6',
    'ambit_processes 1',
    'ambit_streams_open 5',
    'ambit_streams_ended{reason="client"} 2',
  ])
    expect(later).toContain(`${line}\n`);
  await summed.ended(1);
  workers = [];
  expect(await summed.text()).toContain('ambit_request_seconds_count{operation="Contracts"} 2\n');
});

it('a process that does not answer is shown as it was last', async () => {
  const worker = metricsOf(true);
  worker.noteRequest(REQUEST);
  let values = () => worker.values();
  const summed = new SummedMetrics(metricsOf(false), () => [{ id: 1, metrics: () => values() }]);
  await summed.text();
  values = () => Promise.reject(new Error('the other process has ended'));
  expect(await summed.text()).toContain('ambit_processes 1\n');
});
