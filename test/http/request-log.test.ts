import { createHash } from 'node:crypto';
import { freePort } from '../../src/database/embedded/free-port';
import { accepted, open } from '../incidents/incidents';
import { order } from '../support/builders';
import { makeKey } from '../support/make-key';
import { startServerProcess } from '../support/server-processes';
import { freshDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';

const MINE = 'query Mine { contracts(first: 5) { nodes { number customer { name } } } }';

it('a request is one line of the log, which names operation, document, key, cost and code; the metrics count it', async () => {
  const target = await freshDatabase('request_log');
  const key = await makeKey(target.database, { name: 'log', role: 'ADMIN' });
  const [{ id: keyId } = { id: '' }] = await target.database.sql.rows<{ id: string }>(
    'SELECT id FROM api_keys',
  );
  const metricsPort = await freePort();
  const server = await startServerProcess(target.url, {
    LOG_LEVEL: 'info',
    METRICS_PORT: String(metricsPort),
  });
  const ask = (apiKey: string) =>
    fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query: MINE }),
    });
  await ask('ambit_admin_wrong');
  const admin = clientFor(server.url, key);
  const contract = await order(admin, 'it-novum', 'premium');
  await accepted(open(admin, contract));
  const response = await ask(key);
  const requestId = response.headers.get('x-request-id');
  await server.printed(/"operation":"Mine"[^\n]*"statusCode":200/);
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const { stdout } = await server.stop();
  await target.close();
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes('"route":"/graphql"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({
    statusCode: 401,
    code: 'UNAUTHENTICATED',
    role: null,
    cost: null,
    msg: 'request',
  });
  const good = lines.at(-1)!;
  expect(good).toMatchObject({
    reqId: requestId,
    statusCode: 200,
    operation: 'Mine',
    document: createHash('sha256').update(MINE).digest('hex').slice(0, 16),
    keyId,
    role: 'ADMIN',
    code: null,
  });
  expect(good.cost).toBeGreaterThan(0);
  expect(good.databaseMs).toBeGreaterThan(0);
  expect(good.databaseMs).toBeLessThanOrEqual(good.ms as number);
  for (const series of [
    /^ambit_requests_total\{operation="none",code="UNAUTHENTICATED",role="none"\} 1$/m,
    /^ambit_requests_total\{operation="Mine",code="ok",role="ADMIN"\} 1$/m,
    /^ambit_batch_size_count\{kind="read"\} [1-9]/m,
    /^ambit_batch_size_count\{kind="write"\} [1-9]/m,
    /^ambit_pool_connections\{pool="staff",state="in use"\} \d+$/m,
    /^ambit_pool_connections\{pool="staff",state="waiting"\} 0$/m,
  ])
    expect(metrics).toMatch(series);
});
