import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Catalog } from '../catalog/persistence/catalog';
import { firstCustomerId } from '../customers/persistence/customers';
import { DEMO_CUSTOMER_NUMBER } from '../demo/demo-data';
import { DEMO_MAKER, DemoKeys } from '../demo/demo-keys';
import { isHalfMade, removeDemo } from '../demo/persistence/half-made-demo';
import { provideDemo } from '../demo/provide-demo';
import { hasWritten } from '../platform/journal/has-written';
import { Clock } from '../shared/domain/clock';
import { Environment } from './environment';
import { CommandError } from './explain-failure';
import { OpenDatabase } from './open-database';
import { ProgramOptions } from './start-options';

interface Opened extends Pick<OpenDatabase, 'database' | 'owner' | 'isEmbedded'> {
  readonly clock: Clock;
}

/**
 * The demo, where this start is to have one; null where not. One that was cut off is removed first. `--empty` is
 * remembered in the data folder. Throws CommandError for `--empty` where the demo is there. The caller holds the lock of
 * `whileLocked`.
 */
export async function startDemo(
  opened: Opened,
  catalog: Catalog,
  environment: Environment,
  options: ProgramOptions,
): Promise<DemoKeys | null> {
  const { database, owner, isEmbedded, clock } = opened;
  if (owner !== null && (await isHalfMade(database, DEMO_MAKER))) await removeDemo(owner);
  if (options.empty) await stayEmpty(opened, environment);
  const isWanted = options.demo || (isEmbedded && !(await isToStayEmpty(environment)));
  if (!isWanted) return null;
  const keptIn = { dataDir: environment.DATA_DIR, databaseUrl: environment.DATABASE_URL };
  return provideDemo(catalog, database, clock, keptIn);
}

async function stayEmpty({ database, isEmbedded }: Opened, environment: Environment): Promise<void> {
  const isThere = (await firstCustomerId(database.sql, DEMO_CUSTOMER_NUMBER)) !== null;
  if (isThere && (await hasWritten(database.sql, DEMO_MAKER))) {
    throw new CommandError(
      'The database holds the demo data already, so it cannot be used with --empty.\nChoose another data folder: DATA_DIR=… npm start -- --empty',
    );
  }
  if (isEmbedded)
    await writeFile(markOf(environment), 'No demo data: npm start -- --empty made this file.\n');
}

async function isToStayEmpty(environment: Environment): Promise<boolean> {
  return access(markOf(environment)).then(
    () => true,
    () => false,
  );
}

function markOf({ DATA_DIR }: Environment): string {
  return join(DATA_DIR, 'no-demo');
}
