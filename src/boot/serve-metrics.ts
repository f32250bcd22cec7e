import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { Metrics } from '../http/metrics';
import { Environment } from './environment';
import { ListenError } from './listen';

/** Serves GET /metrics at METRICS_PORT of HOST. Returns how to stop it. Throws ListenError. */
export async function serveMetrics(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { HOST, METRICS_PORT = 0 }: Pick<Environment, 'HOST' | 'METRICS_PORT'>,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(METRICS_PORT, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(HOST, METRICS_PORT, (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
  return () => closed(server);
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
