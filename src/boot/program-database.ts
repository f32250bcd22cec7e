import { DataSource } from 'typeorm';
import { ensureProgramLogin, ProgramLogin, resetProgramPassword } from '../database/program-roles';
import { Database } from '../platform/transactions/database';
import { pooledDatabase, walledDatabase } from '../platform/transactions/walled-database';
import { connect, ConnectError } from './connect';
import { DatabaseSettings, sessionSettings } from './data-source';
import { NamedPool } from './pool-counts';

export interface ProgramDatabase {
  readonly database: Database;
  /** The login that the program made for itself. */
  readonly login?: ProgramLogin;
  readonly pools: readonly NamedPool[];
  readonly close: () => Promise<void>;
}

/** Connects as a login of the program: the pool of staff, and that of everybody who is bound to something. */
export async function connectAsProgram(url: string, settings: DatabaseSettings): Promise<ProgramDatabase> {
  const tellsPositions = settings.DATABASE_READ_URL !== undefined;
  const isPooled = settings.DATABASE_POOLER === 'transaction';
  const staff = await connect(url, settings, isPooled ? undefined : 'ambit_staff');
  const close = () => staff.destroy();
  try {
    const tenants = await connect(url, settings);
    const closeAll = async () => void (await Promise.all([tenants.destroy(), close()]));
    const pools = [
      { name: 'staff', dataSource: staff },
      { name: 'tenants', dataSource: tenants },
    ];
    const database = isPooled
      ? pooledDatabase({ staff, tenants }, sessionSettings(settings), tellsPositions)
      : walledDatabase({ staff, tenants }, tellsPositions);
    return { database, pools, close: closeAll };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The same by the login that the owner of the database makes for the program. The caller holds the lock of `whileLocked`,
 * under which the schema was migrated. Throws ProgramRolesError and ConnectError.
 */
export async function connectByOwner(
  owner: DataSource,
  url: string,
  settings: DatabaseSettings,
): Promise<ProgramDatabase> {
  const login = await ensureProgramLogin(owner);
  const address = addressAs(url, login);
  try {
    return { ...(await connectAsProgram(address, settings)), login };
  } catch (error) {
    if (!(error instanceof ConnectError) || error.cause.code !== '28P01') throw error;
    await resetProgramPassword(owner, login);
    return { ...(await connectAsProgram(address, settings)), login };
  }
}

/** The same address for the login of the program: as parameters, which an address without a host can have too; they are read where it names no user itself. */
export function addressAs(url: string, { user, password }: ProgramLogin): string {
  const address = url.replace(/^(\w+:\/\/)[^/?#]*@/, '$1').replace(/#.*$/, '');
  const parameters = new URLSearchParams({ user, password });
  return `${address}${address.includes('?') ? '&' : '?'}${parameters.toString()}`;
}
