import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { openRaw, postHead } from '../support/raw-socket';
import { startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';

let database: TestDatabase;
beforeAll(async () => (database = await freshDatabase('stop')));
afterAll(() => database.close());

it('SIGTERM while connections are idle, uploads half sent and answers unread ends with 0, without waiting for them', async () => {
  const key = await createApiKey(
    database.database,
    { name: 'stop', role: 'ADMIN', customerId: null },
    new Date(),
  );
  // None of the limits of time ends a connection before the stop would be given up.
  const settings = {
    REQUEST_TIMEOUT_MS: '60000',
    HEADERS_TIMEOUT_MS: '60000',
    SLOW_READER_TIMEOUT_MS: '60000',
  };
  const server = await startServerProcess(database.url, settings);
  const upload = postHead({ authorization: `Bearer ${key}`, 'content-length': 500 }) + '{"query"';
  const texts = ['', 'POST /graphql HTTP/1.1\r\n', upload, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'];
  const open = await Promise.all(
    Array.from({ length: 40 }, (_, index) => openRaw(server.url, texts[index % texts.length])),
  );
  await open[3]!.matching(/"status":"ok"/);
  expect(await server.stop()).toMatchObject({ exitCode: 0, stderr: '' });
  await Promise.all(open.map(({ closed }) => closed));
});
