import { dataSourceFor } from '../../src/boot/data-source';
import { databaseOver } from '../../src/platform/transactions/database';
import { makeKey } from '../support/make-key';
import { spawnServer } from '../support/server-processes';
import { emptyDatabase } from '../support/test-database';

const SETTINGS = { DATABASE_POOL_SIZE: 1, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 };

it('a request is one line of the log, which names operation, document, key, cost and code; the metrics count it', async () => {
  const DATABASE_URL = await emptyDatabase('request_log');
  const program = spawnServer(
    { DATABASE_URL, DATA_DIR: '/tmp', LOG_LEVEL: 'info', METRICS_PORT: '39471' },
    [],
  );
  const url = await program.printed(/Ambit answers at (\S+)/);
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ambit_admin_wrong' },
    body: JSON.stringify({ query: 'query Mine { providers { name } }' }),
  });
  await program.printed(/"route":"\/graphql"/);
  const owner = await dataSourceFor(DATABASE_URL, SETTINGS).initialize();
  const key = await makeKey(databaseOver(owner), { name: 'log', role: 'ADMIN' });
  await owner.destroy();
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: 'query Mine { contracts { nodes { number } } }' }),
  });
  await program.printed(/"operation":"Mine"/);
  const metrics = await (await fetch('http://127.0.0.1:39471/metrics')).text();
  program.child.kill('SIGTERM');
  const { stdout } = await program.ended;
  const lines = stdout.split('\n').filter((line) => line.includes('/graphql') && line.startsWith('{'));
  const [line, second] = lines
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .filter(({ route }) => route === '/graphql');
  expect(line).toMatchObject({
    statusCode: 401,
    code: 'UNAUTHENTICATED',
    role: null,
    cost: null,
    msg: 'request',
  });
  expect(second).toMatchObject({ statusCode: 200, operation: 'Mine', role: 'ADMIN' });
  expect(second!.databaseMs).toBeGreaterThan(0);
  expect(second!.databaseMs).toBeLessThanOrEqual(second!.ms as number);
  expect(metrics).toContain('ambit_requests_total{operation="none",code="UNAUTHENTICATED",role="none"} 1\n');
});
