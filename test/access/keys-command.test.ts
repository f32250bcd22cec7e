import { createHash } from 'node:crypto';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { createCustomer } from '../support/builders';
import { Ended, spawnProgram } from '../support/program-process';
import { operation, sendRaw } from '../support/raw-request';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const KEY = /^ambit_(admin|support|sales|billing|customer)_[a-z2-7]{32}$/;

let target: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  target = await freshDatabase('keys_command');
  server = await startTestServer(undefined, target);
  await createCustomer(await server.as('ADMIN'), { number: 'C-7' });
});
afterAll(() => server.close());

const run = (...args: string[]): Promise<Ended> =>
  spawnProgram('cli/keys.js', args, { DATABASE_URL: target.url }).ended;

async function ask(key: string): Promise<{ status: number; customers: unknown }> {
  const headers = { authorization: `Bearer ${key}` };
  const { status, body } = await sendRaw(server.url, {
    ...operation('{ customers { nodes { number } } }'),
    headers,
  });
  return { status, customers: body.data?.['customers'] };
}

const rowsOf = (key: string) => {
  const hash = createHash('sha256').update(key).digest();
  return target.database.sql.rows<Record<string, unknown>>('SELECT * FROM api_keys WHERE hash = $1', [hash]);
};

it('of a key the database keeps the hash, and nothing to make the key from', async () => {
  const key = await createApiKey(target.database, { name: 'a', role: 'SALES', customerId: null }, new Date());
  const [row] = await rowsOf(key);
  expect(row).toMatchObject({ name: 'a', role: 'SALES', customer_id: null, revoked_at: null });
  const random = key.slice(key.lastIndexOf('_') + 1);
  expect(row!['prefix']).toBe(key.slice(0, -28));
  const stored = JSON.stringify(await target.database.sql.rows('SELECT k::text FROM api_keys k'));
  expect(stored).not.toContain(random.slice(4));
});

it('makes keys that work, lists them without showing them, and revokes them', async () => {
  const [made, customers] = await Promise.all([
    run('create', '--role', 'support', '--name', 'night shift'),
    run('create', '--role', 'CUSTOMER', '--customer', 'C-7'),
  ]);
  const keys = [made, customers].map(({ exitCode, stdout, stderr }) => {
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd()).toMatch(KEY);
    return stdout.trimEnd();
  });
  const [support, customer] = keys as [string, string];
  expect(await ask(customer)).toEqual({ status: 200, customers: { nodes: [{ number: 'C-7' }] } });

  const shown = support.slice(0, -28);
  expect((await ask(support)).status).toBe(200);
  expect(await run('revoke', shown)).toEqual({ exitCode: 0, stdout: `revoked ${shown}\n`, stderr: '' });
  // No process believes for longer than a second what it knows of a key.
  const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000);
  expect((await ask(support)).status).toBe(401);
  clock.mockRestore();
  expect((await ask(customer)).status).toBe(200);

  const [again, listed] = await Promise.all([run('revoke', shown), run('list')]);
  expect(again).toMatchObject({ exitCode: 1, stdout: '' });
  expect(listed.stdout).toMatch(new RegExp(`^${shown}\tSUPPORT\tnight shift\tmade 20.*\trevoked 20`, 'm'));
  expect(listed.stdout).toMatch(
    new RegExp(`^${customer.slice(0, -28)}\tCUSTOMER\tcustomer key\tmade 20.*\tvalid$`, 'm'),
  );
  for (const key of keys) expect(listed.stdout).not.toContain(key);
});

it('says what is wrong with a command, without a stack, and makes nothing', async () => {
  const before = await target.database.sql.rows('SELECT * FROM api_keys ORDER BY id');
  const commands: [string[], RegExp][] = [
    [['create', '--role', 'OWNER'], /must be one of ADMIN, SUPPORT, SALES, BILLING, CUSTOMER/],
    [['create', '--role', 'CUSTOMER'], /--customer NUMBER goes with --role CUSTOMER/],
    [['create', '--role', 'CUSTOMER', '--customer', 'C-8'], /There is no customer of number C-8/],
    [['revoke', 'ambit_admin_none'], /There is no valid key ambit_admin_none; npm run keys -- list/],
  ];
  const answers = await Promise.all(commands.map(([args]) => run(...args)));
  answers.forEach(({ exitCode, stdout, stderr }, index) => {
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(commands[index]![1]);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
  expect(await target.database.sql.rows('SELECT * FROM api_keys ORDER BY id')).toEqual(before);
});
