import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mutate } from '../support/mutate';
import { sendAll, WebhookWorld } from '../events/webhook-world';

const ROOT = join(__dirname, '../..');
const [, code] = /```js\n([\s\S]+?)```/.exec(
  /## Hear of changes([\s\S]+?)\n## /.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))![1]!,
)!;

const world = new WebhookWorld();
let receiver: ChildProcess | undefined;
beforeAll(async () => {
  await world.start('docs_receiver');
  // The receiver compares the time of a delivery with its own clock.
  world.clock.moveTo(new Date());
});
afterAll(async () => {
  receiver?.kill();
  await world.stop();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function listens(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((settle) => {
      const socket = connect(port, '127.0.0.1', () => settle(true)).on('error', () => settle(false));
      socket.unref().on('connect', () => socket.end());
    });
    if (isOpen) return;
    await sleep(50);
  }
}

it('the receiver of the README has ten lines, takes what is signed, and refuses everything else', async () => {
  expect(code!.trim().split('\n')).toHaveLength(10);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const input = { url, types: ['contract.ordered'] };
  const { secret, webhookEndpoint } = await mutate(
    world.admin,
    'createWebhookEndpoint',
    input,
    'secret webhookEndpoint { id }',
  );
  const env = { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret as string };
  receiver = spawn(process.execPath, ['-e', code!], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  receiver.stdout!.on('data', (text) => (printed += String(text)));
  await listens(port);
  const forged = await fetch(url, { method: 'POST', body: '{}', headers: { 'webhook-id': 'one' } });
  expect(forged.status).toBe(401);
  const contract = await world.order();
  await sendAll(world.delivery());
  const text = `query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { deliveries { nodes { event { id } status error } } } } }`;
  const { node } = await world.admin.request<{
    node: { deliveries: { nodes: { event: { id: string }; status: number; error: string | null }[] } };
  }>(text, { id: webhookEndpoint.id });
  const [delivered] = node.deliveries.nodes;
  expect(delivered).toMatchObject({ status: 204, error: null });
  for (let nth = 0; nth < 100 && printed === ''; nth += 1) await sleep(20);
  expect(printed).toBe(`${delivered!.event.id} contract.ordered ${contract.id}\n`);
});
