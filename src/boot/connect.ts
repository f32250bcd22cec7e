import { DataSource } from 'typeorm';
import { ProgramRole } from '../database/program-roles';
import { dataSourceFor, DatabaseSettings } from './data-source';

/** No connection to the database can be made. */
export class ConnectError extends Error {
  constructor(override readonly cause: NodeJS.ErrnoException) {
    super(cause.message);
  }
}

/** Opens the connections to the database, with the rights of a role alone where one is given. Throws ConnectError. */
export async function connect(
  url: string,
  settings: DatabaseSettings,
  role?: ProgramRole,
): Promise<DataSource> {
  try {
    return await dataSourceFor(url, settings, role).initialize();
  } catch (error) {
    throw new ConnectError(error as NodeJS.ErrnoException);
  }
}
