import { spawnServer } from '../support/server-processes';
import { emptyDatabase } from '../support/test-database';

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
  const metrics = await (await fetch('http://127.0.0.1:39471/metrics')).text();
  program.child.kill('SIGTERM');
  const { stdout } = await program.ended;
  const lines = stdout.split('\n').filter((line) => line.includes('/graphql') && line.startsWith('{'));
  const [line] = lines
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .filter(({ route }) => route === '/graphql');
  expect(line).toMatchObject({
    statusCode: 401,
    code: 'UNAUTHENTICATED',
    role: null,
    cost: null,
    msg: 'request',
  });
  expect(metrics).toContain('ambit_requests_total{operation="none",code="UNAUTHENTICATED",role="none"} 1\n');
});
