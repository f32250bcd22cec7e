import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { readTrustedDocuments } from '../../src/boot/read-trusted-documents';
import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { createHttpServer } from '../../src/http/http-server';
import { firstCustomerId } from '../../src/customers/persistence/customers';
import { Role, ROLES } from '../../src/shared/domain/caller';
import { Clock, systemClock } from '../../src/shared/domain/clock';
import { DEMO_CUSTOMER_NUMBER } from '../../src/demo/demo-data';
import { makeDemoData } from '../../src/demo/make-demo-data';
import { freshDatabase, TestDatabase } from './test-database';
import { SERVER_SETTINGS } from './test-server';

export interface PlainServer {
  readonly url: string;
  readonly database: TestDatabase['database'];
  /** Of the database, for commands. */
  readonly databaseUrl: string;
  /** Of role ADMIN. */
  readonly key: string;
  /** One a role; that of CUSTOMER belongs to the first customer of the demo. */
  readonly keys: Readonly<Record<Role, string>>;
  close(): Promise<void>;
}

/** The server as it runs in production, each request answered one way, over a database of its own with the demo data. */
export async function startPlainServer(
  name: string,
  settings: Partial<typeof SERVER_SETTINGS> = {},
  clock: Clock = systemClock,
  showsKeys = false,
): Promise<PlainServer> {
  return serveDemo(await demoDatabase(name, clock), settings, clock, showsKeys);
}

/** A database of its own with the demo data, made at the time of the clock. */
export async function demoDatabase(name: string, clock: Clock): Promise<TestDatabase> {
  const target = await freshDatabase(name);
  const { database } = target;
  const caller = {
    keyId: '1',
    name: 'test',
    role: 'ADMIN',
    customerId: null,
    isPartner: false,
    providerId: null,
  } as const;
  await makeDemoData(new RequestContext(new Catalog(database), database, clock, caller, 'demo'));
  return target;
}

/** The same server over a database that has the demo data. */
export async function serveDemo(
  target: TestDatabase,
  settings: Partial<typeof SERVER_SETTINGS> = {},
  clock: Clock = systemClock,
  showsKeys = false,
): Promise<PlainServer> {
  const { database } = target;
  const environment = { ...SERVER_SETTINGS, ...settings };
  const trustedDocuments = await readTrustedDocuments(environment);
  const keys = await keysOf(database, clock.now());
  const server = await createHttpServer({
    environment,
    database: await target.asProgram(),
    catalog: new Catalog(database),
    clock,
    trustedDocuments,
    demoKeys: showsKeys ? keys : null,
  });
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  return {
    url,
    database,
    databaseUrl: target.url,
    key: keys.ADMIN,
    keys,
    close: async () => {
      await server.close();
      await target.close();
    },
  };
}

async function keysOf(database: TestDatabase['database'], now: Date): Promise<Record<Role, string>> {
  const keys: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const customerId = role === 'CUSTOMER' ? await firstCustomerId(database.sql, DEMO_CUSTOMER_NUMBER) : null;
    keys[role] = await createApiKey(database, { name: `test ${role}`, role, customerId }, now);
  }
  return keys as Record<Role, string>;
}
