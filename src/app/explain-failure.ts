import { EmbeddedPostgresError } from '../database/embedded/embedded-postgres-error';
import { SchemaTooNewError } from '../database/migrate';
import { CatalogFileError } from '../catalog/file/catalog-file-error';
import { CommandError } from './command-error';
import { EnvironmentError } from './environment';

export interface Failure {
  /** At most three lines, one for each fault of the environment: the cause and the next step. */
  readonly message: string;
  readonly exitCode: number;
}

const FAULTY_CONFIGURATION = 78;
const FAILED = 1;
const UNAVAILABLE = 69;
const INTERNAL = 70;

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ECONNRESET',
  'EAI_AGAIN',
  '57P03',
  '53300',
]);
const NOT_LET_IN = new Set(['28P01', '28000', '3D000', '42501']);

/** Why the program could not start, for the person who started it: cause and next step, no stack. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof EnvironmentError) {
    return {
      message: `Faulty settings:\n${error.faults.map((fault) => `  ${fault}`).join('\n')}`,
      exitCode: FAULTY_CONFIGURATION,
    };
  }
  if (error instanceof CommandError) return { message: error.message, exitCode: FAILED };
  if (error instanceof EmbeddedPostgresError || error instanceof CatalogFileError) {
    return { message: error.message, exitCode: UNAVAILABLE };
  }
  if (error instanceof SchemaTooNewError) {
    const message = `The database is newer than this program: ${error.message}.\nStart the newer program, or point DATABASE_URL to another database.`;
    return { message, exitCode: UNAVAILABLE };
  }
  return explainSystemError(error as NodeJS.ErrnoException & { address?: string; port?: number });
}

function explainSystemError(error: NodeJS.ErrnoException & { address?: string; port?: number }): Failure {
  const code = error.code ?? '';
  if (code === 'EADDRINUSE') {
    const message = `Port ${error.port} of ${error.address} is taken by another program.\nStop it, or choose another port: PORT=4001 npm start`;
    return { message, exitCode: UNAVAILABLE };
  }
  if (code === 'EACCES' && error.port !== undefined) {
    return {
      message: `Port ${error.port} is not free to this user.\nChoose one above 1023: PORT=4000 npm start`,
      exitCode: UNAVAILABLE,
    };
  }
  if (UNREACHABLE.has(code) || /timeout|terminated/i.test(error.message)) {
    const message = `The database does not answer (${code || error.message}).\nSee that it runs and that DATABASE_URL names its host and port; without DATABASE_URL the program starts its own.`;
    return { message, exitCode: UNAVAILABLE };
  }
  if (NOT_LET_IN.has(code)) {
    const message = `The database refuses: ${error.message}.\nSee that DATABASE_URL names a database that exists and a user who owns it.`;
    return { message, exitCode: UNAVAILABLE };
  }
  return {
    message: `The program could not start: ${error.message}\n${error.stack ?? ''}`,
    exitCode: INTERNAL,
  };
}
