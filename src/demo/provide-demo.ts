import { Catalog } from '../catalog/persistence/catalog';
import { RequestContext } from '../catalog/request-context';
import { Clock } from '../shared/domain/clock';
import { hasWritten } from '../platform/journal/has-written';
import { Database } from '../platform/transactions/database';
import { firstCustomerId } from '../customers/persistence/customers';
import { DEMO_CUSTOMER_NUMBER } from './demo-data';
import { DEMO_MAKER, demoKeysFile, DemoKeys, provideKeys } from './demo-keys';
import { makeDemoData } from './make-demo-data';

/** Where the keys of the demo are kept: in the data folder, in the file of the database; undefined: the embedded one. */
interface KeptIn {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

/**
 * What a newcomer needs to try the API: customers and contracts, in a database that has none, and one key a role. Keys are
 * made only where the customers are those of the demo; null where they are somebody's own. The caller holds the lock of
 * `whileLocked`, so that of several processes one makes them.
 */
export async function provideDemo(
  catalog: Catalog,
  database: Database,
  clock: Clock,
  { dataDir, databaseUrl }: KeptIn,
): Promise<DemoKeys | null> {
  const caller = {
    keyId: '0',
    name: DEMO_MAKER,
    role: 'ADMIN',
    customerId: null,
    isPartner: false,
    providerId: null,
  } as const;
  const context = new RequestContext(catalog, database, clock, caller, 'demo-data');
  const customerId = await firstCustomerId(database.sql, DEMO_CUSTOMER_NUMBER);
  if (customerId === null) await makeDemoData(context);
  else if (!(await hasWritten(database.sql, DEMO_MAKER))) return null;
  return provideKeys(database, dataDir, demoKeysFile(dataDir, databaseUrl), clock.now());
}
