import { DataSource } from 'typeorm';
import { dataSourceFor, DatabaseSettings } from './data-source';

/** No connection to the database can be made. */
export class ConnectError extends Error {
  constructor(override readonly cause: NodeJS.ErrnoException) {
    super(cause.message);
  }
}

/** Opens the connections to the database. Throws ConnectError. */
export async function connect(url: string, settings: DatabaseSettings): Promise<DataSource> {
  try {
    return await dataSourceFor(url, settings).initialize();
  } catch (error) {
    throw new ConnectError(error as NodeJS.ErrnoException);
  }
}
