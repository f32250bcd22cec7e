import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';

/** A port of an address of this machine, any or this one, that was free a moment ago; its user must be ready to find it taken. */
export async function freePort(host = '127.0.0.1', wanted = 0): Promise<number> {
  const server = createServer().listen(wanted, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
