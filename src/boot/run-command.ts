import { DatabaseClock } from '../platform/database-clock';
import { Database } from '../platform/transactions/database';
import { Clock } from '../shared/domain/clock';
import { readEnvironment, Environment } from './environment';
import { explainFailure } from './explain-failure';
import { openDatabase } from './open-database';

/** How long a statement may take that reads a whole ledger, in milliseconds. */
const LONG_STATEMENT_MS = 600_000;

/** What a command works with. */
export interface CommandParts {
  readonly database: Database;
  /** Null where the program does not know the owner. */
  readonly owner: Database | null;
  readonly environment: Environment;
  /** That of the database, as the server has it: the clock of the machine at which somebody types may be wrong. */
  readonly clock: Clock;
}

/**
 * What every command of the command line does around its work: reads the settings, opens the database, which
 * is migrated, and closes it. A failure is told in the words of the start, with its exit code. A long command may read for longer
 * than a request may.
 */
export async function runCommand(
  work: (parts: CommandParts) => Promise<void>,
  { isLong = false }: { readonly isLong?: boolean } = {},
): Promise<void> {
  try {
    const environment = pastPooler(readEnvironment());
    const limits = isLong ? { DATABASE_STATEMENT_TIMEOUT_MS: LONG_STATEMENT_MS } : {};
    const { database, owner, close } = await openDatabase({ ...environment, ...limits });
    try {
      const clock = new DatabaseClock(database.sql);
      await clock.read();
      await work({ database, owner, environment, clock });
    } finally {
      await close();
    }
  } catch (error) {
    const { message, exitCode } = explainFailure(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = exitCode;
  }
}

/** What a person does by hand needs no pooler, and may need a session. */
function pastPooler(environment: Environment): Environment {
  const { DATABASE_URL, DATABASE_DIRECT_URL = DATABASE_URL } = environment;
  return { ...environment, DATABASE_URL: DATABASE_DIRECT_URL, DATABASE_POOLER: 'off' };
}
