import { DataSource } from 'typeorm';

/**
 * What the program's own statements may do, by whom they are made for: staff that is bound to nothing, a customer or a
 * partner, staff that is bound to one provider. Roles without a login, which own nothing; grants and row-level security
 * name them. They belong to the cluster, so the databases of one cluster share them.
 */
export const PROGRAM_ROLES = ['ambit_staff', 'ambit_customer', 'ambit_provider'] as const;
export type ProgramRole = (typeof PROGRAM_ROLES)[number];

/**
 * Its policies let staff see every row. Said by this attribute, too, PostgreSQL knows how rare what is searched for is: behind a policy,
 * be it `true`, it estimates LIKE without its statistics, and reads a large table in the order of the page.
 */
const STAFF_BYPASSES = 'ALTER ROLE ambit_staff BYPASSRLS';

/** The roles of the program are not there, and the owner of the database may not make them. */
export class ProgramRolesError extends Error {
  /** What somebody who may make roles has to run. */
  readonly sql = [
    ...PROGRAM_ROLES.map((role) => `CREATE ROLE ${role} NOLOGIN;`),
    `${STAFF_BYPASSES};`,
    `CREATE ROLE ambit_app LOGIN NOINHERIT PASSWORD '…';`,
    `GRANT ${PROGRAM_ROLES.join(', ')} TO ambit_app;`,
  ].join('\n');
}

/** Makes the roles that are missing. Throws ProgramRolesError where that is not allowed. */
export async function ensureProgramRoles(owner: DataSource): Promise<void> {
  const missing = await owner.query<{ name: string }[]>(
    'SELECT name FROM unnest($1::text[]) AS name WHERE to_regrole(name) IS NULL',
    [PROGRAM_ROLES],
  );
  for (const { name } of missing) await runUnlessDone(owner, `CREATE ROLE ${name} NOLOGIN`);
  await letStaffBypass(owner);
}

/** Where the owner may: all works without it, some searches in large tables take longer. */
async function letStaffBypass(owner: DataSource): Promise<void> {
  const [staff] = await owner.query<{ bypasses: boolean }[]>(
    `SELECT rolbypassrls AS bypasses FROM pg_roles WHERE rolname = 'ambit_staff'`,
  );
  if (staff!.bypasses) return;
  try {
    await owner.query(STAFF_BYPASSES);
  } catch (error) {
    if (!NOT_NEEDED.has(stateOf(error))) throw error;
  }
}

/** The owner may not, or another database of the cluster does the same at this moment. */
const NOT_NEEDED = new Set(['42501', 'XX000']);

export interface ProgramLogin {
  readonly user: string;
  readonly password: string;
}

/**
 * The login of the program, which the owner of the database makes where it is missing: it may become one of the
 * program's roles and has no right of its own. Name and password stand in a table that the owner alone can read, so that all
 * processes use the same. Throws ProgramRolesError where that is not allowed.
 */
export async function ensureProgramLogin(owner: DataSource): Promise<ProgramLogin> {
  const [login] = await owner.query<(ProgramLogin & { exists: boolean; isMember: boolean })[]>(`
    SELECT role_name AS "user", password, to_regrole(role_name) IS NOT NULL AS exists,
      (SELECT count(*) = ${PROGRAM_ROLES.length} FROM pg_auth_members
       WHERE member = to_regrole(role_name) AND roleid::regrole::text = ANY ('{${PROGRAM_ROLES.join(',')}}')) AS "isMember"
    FROM program_login`);
  const { user, password, exists, isMember } = login!;
  if (!exists) await runUnlessDone(owner, `CREATE ROLE ${user} LOGIN NOINHERIT PASSWORD '${password}'`);
  if (!isMember) await runUnlessDone(owner, `GRANT ${PROGRAM_ROLES.join(', ')} TO ${user}`);
  return { user, password };
}

/** Gives the login the password that stands in its table: another database of the cluster may have brought the role. */
export async function resetProgramPassword(
  owner: DataSource,
  { user, password }: ProgramLogin,
): Promise<void> {
  await runUnlessDone(owner, `ALTER ROLE ${user} PASSWORD '${password}'`);
}

/** Another database of the cluster may have done the same at the same moment: duplicate_object, or its unique index. */
const DONE_BY_OTHERS = new Set(['42710', '23505']);

async function runUnlessDone(owner: DataSource, text: string): Promise<void> {
  try {
    await owner.query(text);
  } catch (error) {
    const code = stateOf(error);
    if (code === '42501') throw new ProgramRolesError('the owner of the database may not make roles');
    if (!DONE_BY_OTHERS.has(code)) throw error;
  }
}

/** The SQLSTATE of what TypeORM throws; empty without one. */
function stateOf(error: unknown): string {
  return (error as { driverError: { code?: string } }).driverError.code ?? '';
}

/** What the user of a connection is to this database. */
export interface Standing {
  readonly user: string;
  /** It may become each role of the program, and is nothing else: what DATABASE_URL is to name where the owner is another. */
  readonly isProgramLogin: boolean;
}

/** Looks at the user of the connections: a superuser, an owner, or a login that was made for the program. */
export async function standingOf(dataSource: DataSource): Promise<Standing> {
  const [standing] = await dataSource.query<Standing[]>(`
    SELECT r.rolname AS "user",
      NOT r.rolsuper AND NOT r.rolbypassrls AND NOT r.rolcreaterole
        AND NOT pg_has_role(r.oid, d.datdba, 'MEMBER')
        AND NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname NOT LIKE 'pg\\_%' AND pg_has_role(r.oid, c.relowner, 'MEMBER')
            AND c.relowner <> ALL (ARRAY(SELECT oid FROM pg_roles WHERE rolname LIKE 'pg\\_%')))
        AND NOT EXISTS (SELECT FROM unnest('{${PROGRAM_ROLES.join(',')}}'::text[]) AS name
          WHERE to_regrole(name) IS NULL OR NOT pg_has_role(r.oid, to_regrole(name), 'MEMBER')
            OR pg_has_role(r.oid, to_regrole(name), 'USAGE')) AS "isProgramLogin"
    FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()`);
  return standing!;
}
