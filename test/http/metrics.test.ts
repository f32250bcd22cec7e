import { Metrics } from '../../src/http/metrics';
import { metricSources, REQUEST } from '../support/metric-sources';

const metrics = () => new Metrics(metricSources());

it('requests are counted by operation, code and role, beside pools, refusals, the event loop and the doctor', async () => {
  const all = metrics();
  all.noteRequest(REQUEST);
  all.noteRequest({ ...REQUEST, code: 'NOT_FOUND' });
  all.jobs.noteDoctor({ differences: 4, auditFaults: 1 }, new Date('2026-11-01T00:00:00Z'));
  all.jobs.noteMail('BOUNCED');
  all.noteBatch('read', 7);
  all.noteBatch('replica-read', 3);
  all.noteBatch('write', 30);
  const text = await all.text();
  for (const line of [
    'ambit_requests_total{operation="Contracts",code="ok",role="SALES"} 1',
    'ambit_requests_total{operation="Contracts",code="NOT_FOUND",role="SALES"} 1',
    'ambit_request_seconds_count{operation="Contracts"} 2',
    'ambit_pool_connections{pool="staff",state="in use"} 3',
    'ambit_pool_connections{pool="staff",state="waiting"} 1',
    'ambit_processes 1',
    'ambit_refused_requests{kind="cost"} 2',
    'ambit_webhook_lag_seconds{endpoint="7"} 1.5',
    'ambit_webhook_queued_events{endpoint="7"} 3',
    'ambit_webhook_queue_lag_seconds 1.5',
    'ambit_mails_unsent 4',
    'ambit_mail_lag_seconds 70',
    'ambit_mails_total{outcome="SENT"} 0',
    'ambit_mails_total{outcome="BOUNCED"} 1',
    'ambit_replica_current{replica="1"} 1',
    'ambit_replica_current{replica="2"} 0',
    'ambit_streams_open 5',
    'ambit_streams_ended{reason="client"} 1',
    'ambit_streams_ended{reason="slow-reader"} 2',
    'ambit_doctor_differences 4',
    'ambit_audit_faults 1',
    'ambit_request_database_seconds_sum{operation="Contracts"} 0.016',
    'ambit_batch_size_bucket{le="10",kind="read"} 1',
    'ambit_batch_size_bucket{le="5",kind="read"} 0',
    'ambit_batch_size_sum{kind="replica-read"} 3',
    'ambit_batch_size_sum{kind="write"} 30',
    'ambit_doctor_last_run_seconds 1793491200',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
});

it('a client that names every request anew makes no more than 101 series', async () => {
  const all = metrics();
  for (let n = 0; n < 500; n += 1) all.noteRequest({ ...REQUEST, operation: `Name${n}` });
  const series = (await all.text()).match(/^ambit_requests_total\{/gm);
  expect(series).toHaveLength(101);
});
