import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { readTrustedDocuments } from '../../src/boot/read-trusted-documents';
import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { createHttpServer } from '../../src/http/http-server';
import { Clock, systemClock } from '../../src/shared/domain/clock';
import { makeDemoData } from '../../src/demo/make-demo-data';
import { freshDatabase, TestDatabase } from './test-database';
import { SERVER_SETTINGS } from './test-server';

export interface PlainServer {
  readonly url: string;
  readonly database: TestDatabase['database'];
  /** Of role ADMIN. */
  readonly key: string;
  close(): Promise<void>;
}

/** The server as it runs in production, each request answered one way, over a database of its own with the demo data. */
export async function startPlainServer(
  name: string,
  settings: Partial<typeof SERVER_SETTINGS> = {},
  clock: Clock = systemClock,
): Promise<PlainServer> {
  const target = await freshDatabase(name);
  const { database } = target;
  const catalog = new Catalog(database);
  const caller = {
    keyId: '1',
    name: 'test',
    role: 'ADMIN',
    customerId: null,
    isPartner: false,
    providerId: null,
  } as const;
  await makeDemoData(new RequestContext(catalog, database, clock, caller, 'demo'));
  const environment = { ...SERVER_SETTINGS, ...settings };
  const trustedDocuments = await readTrustedDocuments(environment);
  const server = await createHttpServer({
    environment,
    database: await target.asProgram(),
    catalog,
    clock,
    trustedDocuments,
  });
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  const key = await createApiKey(database, caller, clock.now());
  return {
    url,
    database,
    key,
    close: async () => {
      await server.close();
      await target.close();
    },
  };
}
