import { Client } from 'pg';
import { explainFailure } from '../../src/boot/explain-failure';
import { openDatabase } from '../../src/boot/open-database';
import { PROGRAM_ROLES, ProgramRolesError } from '../../src/database/program-roles';
import { addressWith } from '../support/foreign-database';
import { emptyDatabase } from '../support/test-database';
import { SERVER_SETTINGS } from '../support/test-server';

const OWNER = `ambit_test_owner_${process.env.AMBIT_TEST_RUN}`;
const APP = `ambit_test_app_${process.env.AMBIT_TEST_RUN}`;

let url: string;
const as = (user: string) =>
  addressWith(url, (address) => {
    address.username = user;
    address.password = 'secret';
  });

async function onServer(text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

// An owner that is no superuser and makes no roles, as managed databases have it.
beforeAll(async () => {
  url = await emptyDatabase('owned_by_nobody_special');
  const name = new URL(url).pathname.slice(1);
  await onServer(`CREATE ROLE ${OWNER} LOGIN PASSWORD 'secret'; ALTER DATABASE ${name} OWNER TO ${OWNER};
    CREATE ROLE ${APP} LOGIN NOINHERIT PASSWORD 'secret'; GRANT ${PROGRAM_ROLES.join(', ')} TO ${APP}`);
});
afterAll(async () => {
  await onServer(`REASSIGN OWNED BY ${OWNER} TO CURRENT_USER; DROP OWNED BY ${OWNER}; DROP ROLE ${APP}`);
  const name = new URL(url).pathname.slice(1);
  await onServer(`ALTER DATABASE ${name} OWNER TO CURRENT_USER`);
  await onServer(`DROP ROLE ${OWNER}`);
});

it('says what SQL is to be run where the owner may not make the login of the program', async () => {
  const error: unknown = await openDatabase({ ...SERVER_SETTINGS, DATABASE_URL: as(OWNER) }).catch(
    (fault: unknown) => fault,
  );
  expect(error).toBeInstanceOf(ProgramRolesError);
  const { message, exitCode } = explainFailure(error);
  expect(exitCode).toBe(78);
  expect(message).toContain('CREATE ROLE ambit_app LOGIN NOINHERIT');
  expect(message).toContain('GRANT ambit_staff, ambit_customer, ambit_provider TO ambit_app;');
  expect(message).not.toContain('secret');
});

it('works as the login that was made for it, and migrates as the owner', async () => {
  const settings = { ...SERVER_SETTINGS, DATABASE_URL: as(APP), DATABASE_OWNER_URL: as(OWNER) };
  const { database, owner, notice, close } = await openDatabase(settings);
  try {
    const [user] = await database.sql.rows('SELECT session_user AS login, current_user AS role');
    expect(user).toEqual({ login: APP, role: 'ambit_staff' });
    expect(notice).toBeNull();
    const [owned] = await owner!.sql.rows(
      `SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'contracts'`,
    );
    expect(owned).toEqual({ owner: OWNER });
    const [added] = await database.sql.rows(
      `INSERT INTO customers (number, number_folded, name, name_folded, region, is_partner)
       VALUES ('C', 'c', 'One', 'one', 'EUROPE', false) RETURNING number`,
    );
    expect(added).toEqual({ number: 'C' });
    expect(await owner!.sql.rows('SELECT number FROM customers')).toEqual([{ number: 'C' }]);
  } finally {
    await close();
  }
});

it('needs nothing of the owner once the database is migrated', async () => {
  const { owner, close } = await openDatabase({ ...SERVER_SETTINGS, DATABASE_URL: as(APP) });
  expect(owner).toBeNull();
  await close();
});

it('makes itself a login where DATABASE_URL is a superuser, and says so', async () => {
  const { database, notice, close } = await openDatabase({ ...SERVER_SETTINGS, DATABASE_URL: url });
  try {
    const [user] = await database.sql.rows<{ login: string }>('SELECT session_user AS login');
    expect(user!.login).toMatch(/^ambit_app_[0-9a-f]{12}$/);
    expect(notice).toContain(user!.login);
  } finally {
    await close();
    await onServer(`DROP ROLE ${(await loginOf())!}`);
  }
});

async function loginOf(): Promise<string | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ role_name: string }>('SELECT role_name FROM program_login');
  await client.end();
  return rows[0]?.role_name;
}
