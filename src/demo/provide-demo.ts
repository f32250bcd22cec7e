import { Catalog } from '../catalog/persistence/catalog';
import { RequestContext } from '../catalog/request-context';
import { Clock } from '../shared/domain/clock';
import { Database } from '../platform/transactions/database';
import { firstCustomerId } from '../customers/persistence/customers';
import { DEMO_CUSTOMER_NUMBER } from './demo-data';
import { DemoKeys, provideKeys } from './demo-keys';
import { makeDemoData } from './make-demo-data';

/**
 * What a newcomer needs to try the API: customers and contracts, in a database that has none, and one key a role.
 * The caller holds the lock of `whileLocked`, so that of several processes one makes them.
 */
export async function provideDemo(
  catalog: Catalog,
  database: Database,
  clock: Clock,
  dataDir: string,
): Promise<DemoKeys> {
  const caller = {
    keyId: '0',
    name: 'demo data',
    role: 'ADMIN',
    customerId: null,
    isPartner: false,
    providerId: null,
  } as const;
  const context = new RequestContext(catalog, database, clock, caller, 'demo-data');
  const customerId = await firstCustomerId(database.sql, DEMO_CUSTOMER_NUMBER);
  if (customerId === null) await makeDemoData(context);
  return provideKeys(database, dataDir, clock.now());
}
