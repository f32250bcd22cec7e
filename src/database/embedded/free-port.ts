import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';

/** A port of this machine's address that was free a moment ago; its user must be ready to find it taken. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
