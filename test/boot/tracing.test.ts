import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { dataSourceFor } from '../../src/boot/data-source';
import { databaseOver } from '../../src/platform/transactions/database';
import { makeKey } from '../support/make-key';
import { startServerProcess } from '../support/server-processes';
import { emptyDatabase } from '../support/test-database';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly object[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SETTINGS = { DATABASE_POOL_SIZE: 1, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 };

it('a traced request is a span of the trace that its client names, with the operation and spans of its statements, and no value', async () => {
  const received: Sent[] = [];
  let texts = '';
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      texts += body;
      received.push(JSON.parse(body) as Sent);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = await emptyDatabase('tracing');
  const server = await startServerProcess(
    url,
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    },
    ['--empty'],
  );
  const owner = await dataSourceFor(url, SETTINGS).initialize();
  const key = await makeKey(databaseOver(owner), { name: 'traced', role: 'ADMIN' });
  await owner.destroy();
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${key}`,
      traceparent: `00-${TRACE}-b7ad6b7169203331-01`,
    },
    body: JSON.stringify({
      query: 'query Mine { customers(filter: { search: "Hidden" }) { nodes { name } } }',
    }),
  });
  expect(response.status).toBe(200);
  // What was traced last is sent before the program ends.
  expect((await server.stop()).exitCode).toBe(0);
  receiver.close();
  const spans = received.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const request = spans.find(({ name, traceId }) => name === 'POST /graphql' && traceId === TRACE)!;
  expect(request.parentSpanId).toBe('b7ad6b7169203331');
  expect(request.attributes).toEqual(
    expect.arrayContaining([
      { key: 'graphql.operation.name', value: { stringValue: 'Mine' } },
      { key: 'http.response.status_code', value: { intValue: 200 } },
      { key: 'ambit.role', value: { stringValue: 'ADMIN' } },
    ]),
  );
  expect(spans.filter(({ parentSpanId }) => parentSpanId === request.spanId).length).toBeGreaterThan(0);
  expect(received[0]!.resourceSpans[0]!.resource.attributes).toEqual(
    expect.arrayContaining([
      { key: 'service.name', value: { stringValue: 'ambit' } },
      { key: 'deployment.environment.name', value: { stringValue: 'test' } },
    ]),
  );
  expect(texts).not.toContain('Hidden');
  expect(texts).not.toContain(key);
});

it('of OpenTelemetry the program loads nothing but the interface, which prom-client has always loaded', () => {
  const script = `require('./dist/src/boot/start-program');
    console.log(Object.keys(require.cache).filter((name) => /@opentelemetry.(?!api.)/.test(name)).length)`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('0\n');
});
