import { CatalogFileError } from '../catalog/file/catalog-file-error';
import { CatalogConflictError } from '../catalog/use-cases/load-catalog';
import { CatalogFolderError } from '../catalog/use-cases/load-catalog-files';
import { EmbeddedPostgresError } from '../database/embedded/embedded-postgres-error';
import { SchemaTooNewError, SchemaTooOldError } from '../database/migrate';
import { MigrationLockError } from '../database/migration-lock';
import { ProgramRolesError } from '../database/program-roles';
import { Failure, WorkerFailure } from '../processes/worker-failure';
import { ConnectError } from './connect';
import { EnvironmentError } from './environment';
import { ListenError } from './listen';

/** A command that was called wrongly, or that cannot do what it is asked for; told without a stack. */
export class CommandError extends Error {}

const FAILED = 1;
const UNAVAILABLE = 69;
const INTERNAL = 70;
const FAULTY_CONFIGURATION = 78;

/** Codes of the system and of PostgreSQL for a server that is not there, or takes nobody at the moment. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  '53300',
  '57P01',
  '57P03',
]);
/** The user, the password, the database, and what the user may do in it. */
const NOT_LET_IN = new Set(['28000', '28P01', '3D000', '42501']);

/** Why the program could not start, for the person who started it: cause and next step, no stack. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof EnvironmentError) {
    const faults = error.faults.map((fault) => `  ${fault}`).join('\n');
    return { message: `Faulty settings:\n${faults}`, exitCode: FAULTY_CONFIGURATION };
  }
  if (error instanceof ProgramRolesError) {
    const message = `The program works with roles of its own, and ${error.message}.\nSomebody who may make roles runs this; then DATABASE_URL names ambit_app, DATABASE_OWNER_URL the present user:\n${error.sql}`;
    return { message, exitCode: FAULTY_CONFIGURATION };
  }
  if (error instanceof SchemaTooOldError) {
    const message = `The database is older than this program: ${error.message}.\nSet DATABASE_OWNER_URL to the user that owns it, who migrates it.`;
    return { message, exitCode: FAULTY_CONFIGURATION };
  }
  if (error instanceof WorkerFailure) return error.failure;
  if (error instanceof CommandError) return { message: error.message, exitCode: FAILED };
  const message = explainUnavailable(error);
  if (message !== null) return { message, exitCode: UNAVAILABLE };
  const { message: cause, stack } = error as Error;
  return { message: `The program could not start: ${cause}\n${stack ?? ''}`, exitCode: INTERNAL };
}

function explainUnavailable(error: unknown): string | null {
  if (
    error instanceof EmbeddedPostgresError ||
    error instanceof CatalogFileError ||
    error instanceof CatalogFolderError
  ) {
    return error.message;
  }
  if (error instanceof CatalogConflictError) {
    return `The catalog cannot be loaded: ${error.message}.\nGive the file back its old value, or load it into another database.`;
  }
  if (error instanceof SchemaTooNewError) {
    return `The database is newer than this program: ${error.message}.\nStart the newer program, or point DATABASE_URL to another database.`;
  }
  if (error instanceof MigrationLockError) {
    return `The database cannot be prepared: ${error.message}.\nSee what that process does, or end it, and start again.`;
  }
  if (error instanceof ListenError) return explainListening(error);
  if (error instanceof ConnectError) return explainDatabase(error.cause) ?? noConnection(error.message);
  return explainDatabase(error as NodeJS.ErrnoException) ?? explainFile(error as NodeJS.ErrnoException);
}

function explainListening({ host, port, code }: ListenError): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken by another program.\nStop it, or choose another port: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `Port ${port} is not free to this user.\nChoose one above 1023: PORT=4000 npm start`;
    default:
      return `${host} is no address of this machine (${code}).\nSet HOST to 127.0.0.1 for this machine only, or to 0.0.0.0 for all.`;
  }
}

function explainDatabase({ code = '', message }: NodeJS.ErrnoException): string | null {
  if (UNREACHABLE.has(code) || /timeout|terminated/i.test(message)) {
    return `The database does not answer (${code || message}).\nSee that it runs and that DATABASE_URL names its host and port; without DATABASE_URL the program starts its own.`;
  }
  if (NOT_LET_IN.has(code)) {
    return `The database refuses: ${message}.\nSee that DATABASE_URL names a database that exists and a user who owns it.`;
  }
  return null;
}

function noConnection(cause: string): string {
  return `No connection to the database: ${cause}.\nSee that DATABASE_URL suits the server.`;
}

/** What the file system refuses, such as a data folder that may not be written. */
function explainFile({ code, path }: NodeJS.ErrnoException): string | null {
  if (code === undefined || path === undefined) return null;
  return `${path} cannot be used (${code}).\nSee that it may be read and written, or choose another folder: DATA_DIR=… npm start`;
}
