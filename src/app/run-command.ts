import { migrate, whileLocked } from '../database/migrate';
import { Database } from '../shared/persistence/database';
import { readEnvironment, Environment } from './environment';
import { explainFailure } from './explain-failure';
import { openDatabase } from './open-database';

/**
 * What every command of the command line does around its work: reads the settings, opens and migrates the database,
 * and closes it. A failure is told in the words of the start, with its exit code.
 */
export async function runCommand(work: (database: Database, environment: Environment) => Promise<void>): Promise<void> {
  try {
    const environment = readEnvironment();
    const { database, close } = await openDatabase(environment);
    try {
      await whileLocked(database.dataSource, () => migrate(database.dataSource));
      await work(database, environment);
    } finally {
      await close();
    }
  } catch (error) {
    const { message, exitCode } = explainFailure(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = exitCode;
  }
}
