import { createHash } from 'node:crypto';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer } from '../support/builders';
import { makeKey } from '../support/make-key';
import { Ended, spawnProgram } from '../support/program-process';
import { operation, sendRaw } from '../support/raw-request';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const KEY = /^ambit_(admin|support|sales|billing|customer)_[a-z2-7]{39}$/;
/** Letters of a secret that are not in its prefix. */
const HIDDEN = 35;

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
  return target.database.sql.rows<Record<string, unknown>>(
    'SELECT k.* FROM api_keys k JOIN api_key_secrets s ON s.api_key_id = k.id WHERE s.hash = $1',
    [hash],
  );
};

it('of a key the database keeps the hash, and nothing to make the key from', async () => {
  const key = await createApiKey(target.database, { name: 'a', role: 'SALES', customerId: null }, new Date());
  const [row] = await rowsOf(key);
  expect(row).toMatchObject({ name: 'a', role: 'SALES', customer_id: null, revoked_at: null });
  const random = key.slice(key.lastIndexOf('_') + 1);
  expect(row!['prefix']).toBe(key.slice(0, -HIDDEN));
  const stored = JSON.stringify(
    await target.database.sql.rows(
      'SELECT k::text, s::text AS s FROM api_keys k JOIN api_key_secrets s ON true',
    ),
  );
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

  const shown = support.slice(0, -HIDDEN);
  expect((await ask(support)).status).toBe(200);
  expect(await run('revoke', shown)).toEqual({ exitCode: 0, stdout: `revoked ${shown}\n`, stderr: '' });
  // No process believes for longer than a second what it knows of a key.
  const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000);
  expect((await ask(support)).status).toBe(401);
  clock.mockRestore();
  expect((await ask(customer)).status).toBe(200);

  const [again, listed] = await Promise.all([run('revoke', shown), run('list')]);
  expect(again).toMatchObject({ exitCode: 1, stdout: '' });
  expect(listed.stdout).toMatch(
    new RegExp(
      `^\\S+\t${shown}\tSUPPORT\tnight shift\tall providers\tmade 20.* by command line\t.*\trevoked 20.* by command line$`,
      'm',
    ),
  );
  expect(listed.stdout).toMatch(
    new RegExp(
      `^\\S+\t${customer.slice(0, -HIDDEN)}\tCUSTOMER\tcustomer key\tcustomer C-7\tmade 20.*\tnever used\tvalid$`,
      'm',
    ),
  );
  for (const key of keys) expect(listed.stdout).not.toContain(key);
});

it('a key of one provider expires, is rolled by its id and revoked by it, each in the audit log', async () => {
  const args = [
    '--role',
    'SALES',
    '--provider',
    'op5',
    '--name',
    'partner desk',
    '--expires',
    '2030-01-01T00:00:00Z',
  ];
  const old = (await run('create', ...args)).stdout.trimEnd();
  const [row] = await rowsOf(old);
  expect(row).toMatchObject({ expires_at: new Date('2030-01-01T00:00:00Z'), created_by: 'command line' });
  const id = toGlobalId('ApiKey', row!['id'] as string);
  const { stdout } = await run('list');
  expect(stdout).toMatch(
    new RegExp(
      `^${id}\t${old.slice(0, -HIDDEN)}\tSALES\tpartner desk\tprovider op5\t.*\tvalid until 2030-01-01T00:00:00.000Z$`,
      'm',
    ),
  );
  const rolled = await run('roll', id, '--overlap', '0');
  expect(rolled.stderr).toBe('');
  const secret = rolled.stdout.trimEnd();
  expect(secret).toMatch(KEY);
  expect([(await ask(old)).status, (await ask(secret)).status]).toEqual([401, 200]);
  expect(await run('revoke', id)).toMatchObject({ exitCode: 0, stdout: `revoked ${id}\n` });
  const entries = await target.database.sql.rows(
    `SELECT mutation, actor FROM audit_log WHERE subject_type = 'ApiKey' AND subject_id = $1 ORDER BY id`,
    [row!['id']],
  );
  expect(entries).toEqual(
    ['createApiKey', 'rollApiKey', 'revokeApiKey'].map((mutation) => ({ mutation, actor: 'command line' })),
  );
});

it('a prefix that several valid keys have names none of them', async () => {
  for (const name of ['one', 'other'])
    await makeKey(target.database, { name, role: 'ADMIN', prefix: 'ambit_admin_same' });
  const { exitCode, stderr } = await run('revoke', 'ambit_admin_same');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^Several keys begin with ambit_admin_same; name one of them by its id: \S+, \S+\.$/m,
  );
});

const FAULTY: [string[], RegExp][] = [
  [['create', '--role', 'OWNER'], /must be one of ADMIN, SUPPORT, SALES, BILLING, CUSTOMER/],
  [['create', '--role', 'CUSTOMER'], /--customer NUMBER goes with --role CUSTOMER/],
  [['create', '--role', 'CUSTOMER', '--customer', 'C-8'], /There is no customer of number C-8/],
  [['create', '--role', 'SALES', '--provider', 'acme'], /There is no provider of code acme/],
  [['create', '--role', 'CUSTOMER', '--customer', 'C-7', '--provider', 'op5'], /--provider CODE goes with/],
  [['create', '--role', 'SALES', '--expires', '2020-01-01T00:00:00Z'], /expiresAt must lie after/],
  [['create', '--role', 'SALES', '--expires', 'tomorrow'], /A DateTime is an instant/],
  [['create', '--role', 'SALES', '--name', ' '], /It must be one line of 1 to 100 characters/],
  [['roll', 'ambit_admin_none'], /There is no valid key ambit_admin_none/],
  [['roll', toGlobalId('ApiKey', '999999')], /There is no such API key/],
  [['roll', toGlobalId('ApiKey', '1'), '--overlap', '73'], /overlapHours must be from 0 to 72/],
  [['revoke', 'ambit_admin_none'], /There is no valid key ambit_admin_none; npm run keys -- list/],
];

it.each(FAULTY)(
  'says what is wrong with `keys %j`, without a stack, and makes nothing',
  async (args, message) => {
    // The server may write the last use of its keys meanwhile.
    const keys = () =>
      target.database.sql.rows(
        `SELECT to_jsonb(k) - 'last_used_at' AS key, s.* FROM api_keys k JOIN api_key_secrets s ON s.api_key_id = k.id
       ORDER BY k.id, s.hash`,
      );
    const before = await keys();
    const { exitCode, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(await keys()).toEqual(before);
  },
);
