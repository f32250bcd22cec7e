import { order } from '../support/builders';
import { subscribe } from '../support/event-stream';
import { mutate } from '../support/mutate';
import { startServerProcess } from '../support/server-processes';
import { freshDatabase } from '../support/test-database';
import { startTestServer } from '../support/test-server';

/** The issue says one second; the rest is for a machine that is busy. */
const HEARD_WITHIN_MS = 3_000;

it('an event of one process is heard on another at once, since its commit signals to it, and the metrics there count the stream', async () => {
  const target = await freshDatabase('two_processes');
  const server = await startTestServer(undefined, target);
  const admin = await server.as('ADMIN');
  const other = await startServerProcess(target.url, { METRICS_PORT: '39472' });
  const metricsNow = async () => (await fetch('http://127.0.0.1:39472/metrics')).text();
  const contract = await order(admin, 'it-novum', 'standard');
  const stream = await subscribe({
    url: other.url,
    key: await server.keyOf('ADMIN'),
    variables: { filter: { types: ['satellite.registered'] } },
  });
  const took: number[] = [];
  for (let nth = 0; nth < 5; nth += 1) {
    await mutate(admin, 'registerSatellite', { contractId: contract.id, name: `edge-${nth}` });
    const committedAt = performance.now();
    expect(await stream.take(1)).toEqual(['satellite.registered']);
    took.push(performance.now() - committedAt);
  }
  expect(Math.max(...took)).toBeLessThan(HEARD_WITHIN_MS);
  // By the look that comes each second alone, never the quickest within half of one.
  expect(Math.min(...took)).toBeLessThan(500);
  expect(await metricsNow()).toContain('ambit_streams_open 1\n');
  stream.close();
  const counted = /^ambit_streams_open 0\n[^]*^ambit_streams_ended\{reason="client"\} 1$/m;
  while (!counted.test(await metricsNow()));
  await other.stop();
  await server.close();
});
