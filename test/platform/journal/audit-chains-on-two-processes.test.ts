import { GraphQLClient } from 'graphql-request';
import { verifyAuditLog } from '../../../src/platform/journal/verify-audit-log';
import { parseGlobalId } from '../../../src/shared/domain/global-id';
import { accepted, open } from '../../incidents/incidents';
import { createCustomer, order, OrderedContract } from '../../support/builders';
import { makeKey } from '../../support/make-key';
import { ServerProcess, startServerProcess } from '../../support/server-processes';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { clientFor } from '../../support/test-server';

const WRITERS_EACH = 20;
// Time for all: a slow machine must not turn a write into a timeout.
const SETTINGS = {
  DATABASE_STATEMENT_TIMEOUT_MS: '60000',
  REQUEST_DEADLINE_MS: '60000',
  LOCK_TIMEOUT_MS: '50000',
};

let target: TestDatabase;
let processes: readonly ServerProcess[];
let writers: readonly GraphQLClient[];
let contract: OrderedContract;

beforeAll(async () => {
  target = await freshDatabase('chains_on_two_processes');
  const key = await makeKey(target.database, { name: 'admin', role: 'ADMIN' });
  processes = await Promise.all([1, 2].map(() => startServerProcess(target.url, SETTINGS)));
  const clients = processes.map(({ url }) => clientFor(url, key));
  writers = Array.from({ length: WRITERS_EACH }, () => clients).flat();
  contract = await order(clients[0]!, 'it-novum', 'premium');
});
afterAll(async () => {
  await Promise.all(processes.map((server) => server.stop()));
  await target.close();
});

async function lengthOf(chain: string): Promise<number> {
  const [end] = await target.database.sql.rows<{ length: number }>(
    'SELECT length::int AS length FROM audit_chains WHERE contract_id = $1',
    [chain],
  );
  return end!.length;
}

it.each<[string, () => string, (writer: GraphQLClient) => Promise<unknown>]>([
  ['of one contract', () => parseGlobalId(contract.id)!.id, (writer) => accepted(open(writer, contract))],
  ['of all that belongs to none', () => '0', (writer) => createCustomer(writer)],
])('forty writers on two processes leave the chain %s whole', async (_name, chainOf, write) => {
  const before = await lengthOf(chainOf());
  await Promise.all(writers.map(write));
  expect(await lengthOf(chainOf())).toBe(before + writers.length);
  expect(await verifyAuditLog(target.database.sql)).toEqual([]);
});
