import { DataSource } from 'typeorm';
import { EmbeddedPostgresOptions, startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres';
import { migrate, requireMigrated, whileLocked } from '../database/migrate';
import { standingOf } from '../database/program-roles';
import { readIdKey } from '../platform/read-id-key';
import { Database, databaseOver } from '../platform/transactions/database';
import { useIdKey } from '../shared/domain/hidden-number';
import { connect } from './connect';
import { Environment } from './environment';
import { NamedPool } from './pool-counts';
import { connectAsProgram, connectByOwner, ProgramDatabase } from './program-database';

export interface OpenDatabase {
  /** As a login of the program sees it, which owns nothing and bypasses nothing. */
  readonly database: Database;
  /** As the owner sees it, for what the program may not do itself; null where the program does not know the owner. */
  readonly owner: Database | null;
  readonly isEmbedded: boolean;
  /** Which login the program made for itself, in a line; null where it uses what DATABASE_URL names, or the embedded one. */
  readonly notice: string | null;
  /** The pools of the program, for who watches them. */
  readonly pools: readonly NamedPool[];
  /** Closes the connections and stops the embedded server where this process started it. */
  readonly close: () => Promise<void>;
}

/** Whether, and with what words, the embedded server is started again where it ends. */
export type KeepEmbedded = Pick<EmbeddedPostgresOptions, 'onLost' | 'log'>;

/** The owner migrates, and deletes what is too old. */
const OWNER_CONNECTIONS = 2;

/**
 * The database of DATABASE_URL; without it the embedded one under DATA_DIR, which is started where it is not running,
 * and again where it ends if `keep` says whom to tell when that fails. It is migrated, and the program is connected to it by a login of its own.
 */
export async function openDatabase(environment: Environment, keep: KeepEmbedded = {}): Promise<OpenDatabase> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closePart of opened.splice(0).reverse()) await closePart();
  };
  try {
    const { url, ownerUrl, isEmbedded } = await addressesOf(environment, opened, keep);
    const owner = ownerUrl === null ? null : await connectOwner(ownerUrl, environment, opened);
    const program =
      owner === null
        ? await connectAsProgram(url, environment)
        : await whileLocked(owner, () => prepare(owner, url, environment));
    opened.push(program.close);
    if (owner === null) await requireMigrated(program.database.dataSource);
    const { database, login = null, pools } = program;
    useIdKey(await readIdKey(database.sql));
    const notice =
      login === null || isEmbedded
        ? null
        : `The user of DATABASE_URL may do more than the program needs: it works as ${login}.`;
    return { database, owner: owner && databaseOver(owner), isEmbedded, notice, pools, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Addresses {
  readonly url: string;
  /** Null: the user of `url` is a login of the program, and nobody said who owns the database. */
  readonly ownerUrl: string | null;
  readonly isEmbedded: boolean;
}

async function addressesOf(
  environment: Environment,
  opened: (() => Promise<void>)[],
  keep: KeepEmbedded,
): Promise<Addresses> {
  const { DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR } = environment;
  if (DATABASE_URL === undefined) {
    const embedded = await startEmbeddedPostgres({ dataDir: DATA_DIR, ...keep });
    opened.push(() => embedded.stop());
    const url = `${embedded.url}?sslmode=disable`;
    return { url, ownerUrl: url, isEmbedded: true };
  }
  if (DATABASE_OWNER_URL !== undefined)
    return { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL, isEmbedded: false };
  const ownerUrl = (await isProgramLogin(DATABASE_URL, environment)) ? null : DATABASE_URL;
  return { url: DATABASE_URL, ownerUrl, isEmbedded: false };
}

async function isProgramLogin(url: string, environment: Environment): Promise<boolean> {
  const asked = await connect(url, { ...environment, DATABASE_POOL_SIZE: 1 });
  const standing = await standingOf(asked).finally(() => asked.destroy());
  return standing.isProgramLogin;
}

async function connectOwner(
  url: string,
  environment: Environment,
  opened: (() => Promise<void>)[],
): Promise<DataSource> {
  const owner = await connect(url, {
    ...environment,
    DATABASE_POOL_SIZE: OWNER_CONNECTIONS,
    isPatient: true,
  });
  opened.push(() => owner.destroy());
  return owner;
}

async function prepare(owner: DataSource, url: string, environment: Environment): Promise<ProgramDatabase> {
  await migrate(owner);
  const isGiven = environment.DATABASE_OWNER_URL !== undefined && (await isProgramLogin(url, environment));
  return isGiven ? connectAsProgram(url, environment) : connectByOwner(owner, url, environment);
}
