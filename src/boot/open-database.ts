import { DataSource } from 'typeorm';
import { EmbeddedPostgresOptions, startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres';
import { migrate, requireMigrated, whileLocked } from '../database/migrate';
import { ProgramLogin, standingOf } from '../database/program-roles';
import { singleAddressesOf } from '../platform/hosts/host-list';
import { OpenReplica } from '../platform/replicas/replica';
import { Primaries } from '../platform/hosts/primaries';
import { readIdKey } from '../platform/read-id-key';
import { Database, databaseOver } from '../platform/transactions/database';
import { useIdKey } from '../shared/domain/hidden-number';
import { connect } from './connect';
import { DatabaseSettings } from './data-source';
import { Environment } from './environment';
import { NamedPool } from './pool-counts';
import { addressAs, connectAsProgram, connectByOwner, ProgramDatabase } from './program-database';

export interface OpenDatabase {
  /** As a login of the program sees it, which owns nothing and bypasses nothing. */
  readonly database: Database;
  /** As the owner sees it, for what the program may not do itself; null where the program does not know the owner. */
  readonly owner: Database | null;
  readonly isEmbedded: boolean;
  /** Connections whose session is that of their holder, as the lock of `whileLocked` needs them: never behind a pooler. */
  readonly sessions: DataSource;
  /** How to connect to each server of DATABASE_READ_URL, as the program; none without it. */
  readonly replicas: readonly (() => Promise<OpenReplica>)[];
  /** How another process of the program connects to the same database, as its login and not as the owner. */
  readonly addresses: ProgramAddresses;
  /** Which login the program made for itself, in a line; null where it uses what DATABASE_URL names, or the embedded one. */
  readonly notice: string | null;
  /** The pools of the program, for who watches them. */
  readonly pools: readonly NamedPool[];
  /** Closes the connections and stops the embedded server where this process started it. */
  readonly close: () => Promise<void>;
}

export type ProgramAddresses = Pick<
  Environment,
  'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATABASE_DIRECT_URL' | 'DATABASE_READ_URL'
>;

/** Whether, and with what words, the embedded server is started again where it ends. */
export type KeepEmbedded = Pick<EmbeddedPostgresOptions, 'onLost' | 'log'>;

/** The owner migrates, and deletes what is too old. */
const OWNER_CONNECTIONS = 2;
/** One holds a lock while it starts, one looks at the schema. */
const SESSIONS = 2;

/**
 * The database of DATABASE_URL; without it the embedded one under DATA_DIR, which is started where it is not running,
 * and again where it ends if `keep` says whom to tell when that fails. It is migrated, and the program is connected to it by a login of its own.
 */
export async function openDatabase(environment: Environment, keep: KeepEmbedded = {}): Promise<OpenDatabase> {
  return openWith({ ...environment, primaries: new Primaries() }, keep);
}

type Settings = Environment & Pick<DatabaseSettings, 'primaries'>;

async function openWith(environment: Settings, keep: KeepEmbedded): Promise<OpenDatabase> {
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
    const sessions = owner ?? (await sessionsOf(environment, program.database.dataSource, opened));
    if (owner === null) await requireMigrated(sessions);
    const { database, login = null, pools } = program;
    useIdKey(await readIdKey(database.sql));
    const notice =
      login === null || isEmbedded
        ? null
        : `The user of DATABASE_URL may do more than the program needs: it works as ${login.user}.`;
    return {
      database,
      owner: owner && databaseOver(owner),
      isEmbedded,
      sessions,
      replicas: replicasOf(environment, login),
      addresses: programAddresses(environment, url, login),
      notice,
      pools,
      close,
    };
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
  environment: Settings,
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
  const { DATABASE_DIRECT_URL: directUrl = DATABASE_URL } = environment;
  const ownerUrl = (await isProgramLogin(directUrl, directly(environment))) ? null : directUrl;
  return { url: DATABASE_URL, ownerUrl, isEmbedded: false };
}

/** The settings of connections that go past the pooler. */
function directly(environment: Settings): Settings {
  return { ...environment, DATABASE_POOLER: 'off' };
}

async function sessionsOf(
  environment: Settings,
  known: DataSource,
  opened: (() => Promise<void>)[],
): Promise<DataSource> {
  const { DATABASE_POOLER, DATABASE_DIRECT_URL } = environment;
  if (DATABASE_POOLER === 'off') return known;
  const settings = { ...directly(environment), DATABASE_POOL_SIZE: SESSIONS };
  const sessions = await connect(DATABASE_DIRECT_URL!, settings, 'ambit_staff');
  opened.push(() => sessions.destroy());
  return sessions;
}

async function isProgramLogin(url: string, environment: Settings): Promise<boolean> {
  const asked = await connect(url, { ...environment, DATABASE_POOL_SIZE: 1 });
  const standing = await standingOf(asked).finally(() => asked.destroy());
  return standing.isProgramLogin;
}

function replicasOf(environment: Settings, login: ProgramLogin | null): (() => Promise<OpenReplica>)[] {
  const { DATABASE_READ_URL } = environment;
  if (DATABASE_READ_URL === undefined) return [];
  return singleAddressesOf(DATABASE_READ_URL).map((url) => {
    const address = login === null ? url : addressAs(url, login);
    return () => connectAsProgram(address, environment);
  });
}

function programAddresses(environment: Settings, url: string, login: ProgramLogin | null): ProgramAddresses {
  const { DATABASE_DIRECT_URL, DATABASE_READ_URL } = environment;
  const asProgram = (address: string | undefined) =>
    login === null || address === undefined ? address : addressAs(address, login);
  return {
    DATABASE_URL: asProgram(url),
    DATABASE_OWNER_URL: undefined,
    DATABASE_DIRECT_URL: asProgram(DATABASE_DIRECT_URL),
    DATABASE_READ_URL: asProgram(DATABASE_READ_URL),
  };
}

async function connectOwner(
  url: string,
  environment: Settings,
  opened: (() => Promise<void>)[],
): Promise<DataSource> {
  const owner = await connect(url, {
    ...directly(environment),
    DATABASE_POOL_SIZE: OWNER_CONNECTIONS,
    isPatient: true,
  });
  opened.push(() => owner.destroy());
  return owner;
}

async function prepare(owner: DataSource, url: string, environment: Settings): Promise<ProgramDatabase> {
  await migrate(owner);
  const isGiven = environment.DATABASE_OWNER_URL !== undefined && (await isProgramLogin(url, environment));
  return isGiven ? connectAsProgram(url, environment) : connectByOwner(owner, url, environment);
}
