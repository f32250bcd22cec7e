import { setTimeout as sleep } from 'node:timers/promises';
import { order } from '../support/builders';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const TERMINATIONS = 30;
const CALLERS = 12;

let target: TestDatabase;
let owner: TestServer;
let program: ServerProcess;
beforeAll(async () => {
  target = await freshDatabase('lost_connections');
  owner = await startTestServer(undefined, target);
  program = await startServerProcess(target.url, { COST_BUCKET_POINTS: '0' });
});
afterAll(async () => {
  await program.stop();
  await owner.close();
});

it('a process survives 30 terminations of all its sessions under load, and says of each call what came of it', async () => {
  const keys = [await owner.keyOf('ADMIN'), await owner.keyBoundTo('op5', 'ADMIN')];
  const { id: contractId } = await order(await owner.as('ADMIN'), 'op5', 'premium');
  const outcomes: Record<string, number> = {};
  const acknowledged: string[] = [];
  let isOver = false;
  const call = async (nth: number) => {
    for (let time = 0; !isOver; time += 1) {
      const name = `Nobody ${nth}-${time}`;
      const isWrite = nth % 2 === 0;
      const query = isWrite
        ? 'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }'
        : 'query ($id: ID!) { contract(id: $id) { id number namedContacts { name } } }';
      const input = { number: `N-${nth}-${time}`, name, region: 'EUROPE' };
      const response = await fetch(program.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys[nth % keys.length]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: isWrite ? { input } : { id: contractId } }),
      });
      const body = (await response.json()) as {
        data?: { createCustomer?: { customer: object | null } };
        errors?: { extensions: { code: string } }[];
      };
      const outcome = `${response.status} ${body.errors?.[0]?.extensions.code ?? ''}`;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (body.data?.createCustomer?.customer) acknowledged.push(input.number);
    }
  };
  const calls = Array.from({ length: CALLERS }, (_each, nth) => call(nth));
  for (let time = 0; time < TERMINATIONS; time += 1) {
    await sleep(60);
    await target.database.sql.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename <> current_user`,
    );
  }
  isOver = true;
  await Promise.all(calls);
  expect(program.child.exitCode).toBeNull();
  expect(Object.keys(outcomes).sort()).toEqual(expect.arrayContaining(['200 ']));
  const known = ['200 ', '503 SERVICE_UNAVAILABLE', '504 OUTCOME_UNKNOWN'];
  expect(Object.keys(outcomes).filter((outcome) => !known.includes(outcome))).toEqual([]);
  const written = await target.database.sql.rows<{ number: string }>(
    `SELECT number FROM customers WHERE starts_with(number, 'N-')`,
  );
  const numbers = written.map(({ number }) => number);
  expect(acknowledged.filter((number) => !numbers.includes(number))).toEqual([]);
  expect(new Set(numbers).size).toBe(numbers.length);
});
