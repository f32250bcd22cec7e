import { createApiKey } from '../../../src/access/use-cases/create-api-key';
import { ObservedServer, startObservedServer } from '../../support/observed-server';
import { operation, sendRaw } from '../../support/raw-request';
import { freshDatabase, TestDatabase } from '../../support/test-database';

/** Those that are kept compiled take some 20 MB; all of them would take 80 MB. */
const SHORT = { documents: 450, fields: 100, allowedBytes: 45_000_000 };
const LONG = { documents: 10_000, fields: 100, allowedBytes: 100_000_000 };
const { documents, fields, allowedBytes } = process.env.AMBIT_LONG ? LONG : SHORT;

let target: TestDatabase;
let server: ObservedServer;
let key: string;

beforeAll(async () => {
  target = await freshDatabase('memory_of_documents');
  key = await createApiKey(target.database, { name: 'test', role: 'ADMIN', customerId: null }, new Date());
  server = await startObservedServer(target.url, 'memory');
});
afterAll(async () => {
  await server.stop();
  await target.close();
});

/** Different from every other one, and sound: it is validated, compiled and run. */
function documentNumber(nth: number): string {
  const alias = (field: number) => `d${nth}_${field}: ${field % 2 === 0 ? 'name' : 'code'}`;
  const half = (first: number) =>
    Array.from({ length: fields / 4 - 1 }, (_, field) => alias(first + field)).join(' ');
  const provider = (name: string, first: number) => `${name}: provider(code: "none") { ${half(first)} }`;
  return `{ ${['a', 'b', 'c', 'd'].map((name, place) => provider(`${name}${nth}`, place * fields)).join(' ')} }`;
}

async function send(nth: number): Promise<void> {
  const headers = { authorization: `Bearer ${key}` };
  const { body, status } = await sendRaw(server.url, { ...operation(documentNumber(nth)), headers });
  expect([status, body.errors]).toEqual([200, undefined]);
}

it(
  `keeps no more than ${allowedBytes / 1e6} MB of ${documents} different documents of ${fields} fields`,
  async () => {
    for (let nth = 0; nth < 5; nth += 1) await send(nth);
    const before = await server.observe();
    for (let nth = 5; nth < documents; nth += 1) await send(nth);
    const after = await server.observe();
    expect(after.used - before.used).toBeLessThan(allowedBytes);
  },
  documents * 1_000,
);
