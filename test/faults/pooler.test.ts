import { contactNamed, createCustomer, order } from '../support/builders';
import { queryDatabase } from '../support/foreign-database';
import { hasPooler, Pooler, startPooler, throughPooler } from '../support/pooler';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';
import { askProgram } from './support/ask-program';

const CALLERS = 40;
const CONTACTS_OF_BASIC = 3;
/** Of the pooler. */
const SERVER_CONNECTIONS = 8;
const ADD = `mutation ($input: AddNamedContactInput!) { addNamedContact(input: $input) { userErrors { code } } }`;
const READ = 'query ($id: ID!) { contract(id: $id) { id } customers(first: 10) { nodes { id } } }';

const itWithPooler = hasPooler() ? it : it.skip;
const because = hasPooler() ? '' : ' (skipped: no /usr/sbin/pgbouncer)';

let target: TestDatabase;
let owner: TestServer;
let pooler: Pooler | undefined;
let programs: readonly ServerProcess[] = [];
beforeAll(async () => {
  if (!hasPooler()) return;
  target = await freshDatabase('pooler');
  owner = await startTestServer(undefined, target);
  pooler = await startPooler(target.url);
  const settings = {
    DATABASE_URL: throughPooler(target.url, pooler.port),
    DATABASE_DIRECT_URL: target.url,
    DATABASE_POOLER: 'transaction',
    COST_BUCKET_POINTS: '0',
  };
  programs = await Promise.all([1, 2].map(() => startServerProcess(target.url, settings)));
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await pooler?.stop();
  if (hasPooler()) await owner.close();
});

const urlOf = (nth: number) => programs[nth % programs.length]!.url;
const add = (key: string, contractId: string, nth: number) =>
  askProgram(urlOf(nth), key, ADD, { input: { contractId, contact: contactNamed(`Person${nth}`) } });

itWithPooler(
  `forty callers on two processes behind pgbouncer in transaction mode use up a limit exactly${because}`,
  async () => {
    const key = await owner.keyOf('ADMIN');
    const { id } = await order(await owner.as('ADMIN'), 'it-novum', 'basic', { contacts: [] });
    const answers = await Promise.all(Array.from({ length: CALLERS }, (_each, nth) => add(key, id, nth)));
    const codes = answers.map(({ outcome, data }) => {
      const payload = data?.addNamedContact as { userErrors: { code: string }[] } | undefined;
      return payload?.userErrors[0]?.code ?? outcome;
    });
    expect(codes.filter((code) => code === '200')).toHaveLength(CONTACTS_OF_BASIC);
    expect(new Set(codes)).toEqual(new Set(['200', 'CONTACT_LIMIT_REACHED']));
  },
);

itWithPooler(
  `tenants that take turns on the same connections of pgbouncer see their own rows alone${because}`,
  async () => {
    const admin = await owner.as('ADMIN');
    const tenants = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const customerId = await createCustomer(admin);
        const { id } = await order(admin, 'op5', 'premium', { customerId });
        return { customerId, id, key: await owner.keyOf('CUSTOMER', customerId) };
      }),
    );
    const staff = await owner.keyOf('ADMIN');
    for (let time = 0; time < 20; time += 1) {
      const seen = await Promise.all(
        tenants.map((tenant, nth) => {
          const other = tenants[(nth + time) % tenants.length]!;
          return askProgram(urlOf(nth + time), tenant.key, READ, { id: other.id });
        }),
      );
      const all = await askProgram(urlOf(time), staff, '{ customers(first: 1) { totalCount } }', {});
      expect((all.data?.customers as { totalCount: number }).totalCount).toBeGreaterThan(tenants.length);
      seen.forEach(({ outcome, data }, nth) => {
        const own = tenants[nth]!;
        const other = tenants[(nth + time) % tenants.length]!;
        expect(outcome).toBe('200');
        expect(data?.contract).toEqual(own === other ? { id: own.id } : null);
        expect(data?.customers).toEqual({ nodes: [{ id: own.customerId }] });
      });
    }
  },
);

itWithPooler(
  `a lock is waited for as long as LOCK_TIMEOUT_MS says, also behind pgbouncer${because}`,
  async () => {
    const key = await owner.keyOf('ADMIN');
    const { id, number } = await order(await owner.as('ADMIN'), 'op5', 'premium');
    const holder = target.database.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM contracts WHERE number = $1 FOR UPDATE', [number]);
    expect(await add(key, id, 0)).toMatchObject({ outcome: '503 SERVICE_UNAVAILABLE', retryAfter: '1' });
    await holder.rollbackTransaction();
    await holder.release();
    expect((await add(key, id, 0)).outcome).toBe('200');
  },
);

itWithPooler(
  `a connection of pgbouncer keeps no role and no tenant of the transaction before${because}`,
  async () => {
    const program = await queryDatabase<{ user: string; password: string }>(
      target.url,
      'SELECT role_name AS "user", password FROM program_login',
    );
    const address = new URL(throughPooler(target.url, pooler!.port));
    address.username = program[0]!.user;
    address.password = program[0]!.password;
    for (let time = 0; time < SERVER_CONNECTIONS; time += 1)
      await expect(queryDatabase(address.toString(), 'SELECT FROM customers')).rejects.toMatchObject({
        code: '42501',
      });
  },
);
