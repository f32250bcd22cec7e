import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { demoDatabase, PlainServer, serveDemo } from '../support/plain-server';
import { startServerProcess } from '../support/server-processes';
import { TestClock } from '../support/test-clock';
import { copyOf } from '../support/test-database';
import { Addresses, DemoPage } from './demo-page';
import { examplesOf, textOf } from './page-examples';

const clock = new TestClock('2026-06-10T10:00:00Z');
const PAGES = ['README', 'frontend', 'sales', 'billing', 'partners'];

function hasCurl(): boolean {
  try {
    return execFileSync('sh', ['-c', 'command -v curl']).length > 0;
  } catch {
    return false;
  }
}

beforeAll(async () => (await demoDatabase('recipes', clock)).close());

/** Tests each example of a page, in their order, on demo data of its own. */
function testPage(name: string, start: (demo: PlainServer) => Promise<Addresses | undefined>): void {
  describe(`docs/recipes/${name}.md on fresh demo data`, () => {
    let demo: PlainServer;
    let page: DemoPage;
    beforeAll(async () => {
      demo = await serveDemo(await copyOf('recipes', `recipes_${name.toLowerCase()}`), {}, clock);
      page = new DemoPage(demo, await start(demo));
    });
    afterAll(async () => {
      await page.close();
      await demo.close();
    });
    for (const [index, example] of examplesOf(textOf(`docs/recipes/${name}.md`)).entries()) {
      const title = `docs/recipes/${name}.md shows what comes back, example ${index + 1}: ${example.title}`;
      if (/\bcurl\b/.test(example.sent) && !hasCurl()) it.todo(`${title} (skipped: there is no curl)`);
      else it(title, () => page.compare(example));
    }
  });
}

for (const name of PAGES) testPage(name, () => Promise.resolve(undefined));

describe('the program as operators run it', () => {
  let stop: () => Promise<unknown>;
  afterAll(() => stop());

  testPage('operators', async ({ databaseUrl }) => {
    const metricsPort = await freePort();
    const program = await startServerProcess(databaseUrl, { METRICS_PORT: String(metricsPort) });
    stop = () => program.stop();
    return { program: new URL(program.url).origin, metrics: `http://127.0.0.1:${metricsPort}` };
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
