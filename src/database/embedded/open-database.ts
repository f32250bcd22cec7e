import { readFile } from 'node:fs/promises';
import { Client, DatabaseError } from 'pg';
import { ClusterFiles } from './cluster-files';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { errorCode } from './error-code';

const DATABASE = 'ambit';

/**
 * Makes the database where it is missing and returns its address. Null where the server takes no connection at the
 * moment: it starts, stops or is full. A server of another cluster on the port is never taken for ours: the passwords
 * differ. Throws EmbeddedPostgresError where our password is missing or refused.
 */
export async function openDatabase(files: ClusterFiles, port: number): Promise<string | null> {
  const password = await readPassword(files);
  const client = await connect(files, port, password);
  if (client === null) return null;
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if (isLost(error)) return null;
    throw error;
  } finally {
    await client.end();
  }
  return `postgres://ambit:${password}@127.0.0.1:${port}/${DATABASE}`;
}

async function readPassword(files: ClusterFiles): Promise<string> {
  const password = await readFile(files.password, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
  if (password === '') throw wrongPassword(files);
  return password;
}

async function connect(files: ClusterFiles, port: number, password: string): Promise<Client | null> {
  const address = { host: '127.0.0.1', port, user: 'ambit', password, database: 'postgres' };
  const client = new Client({ ...address, ssl: false, connectionTimeoutMillis: 5000 });
  // A connection that is lost tells so twice; the query's own error is enough.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // SQLSTATE class 28: invalid authorization.
    if (errorCode(error)?.startsWith('28') === true) throw wrongPassword(files);
    return null;
  }
}

/** The server stops (SQLSTATE class 57P), or is gone, which the driver says without an SQLSTATE. */
function isLost(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.code?.startsWith('57P') === true;
}

function wrongPassword(files: ClusterFiles): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `${files.password} does not hold the password of the PostgreSQL beside it.`,
    `Put the old one back, or move ${files.cluster} away to begin with an empty database.`,
  );
}
