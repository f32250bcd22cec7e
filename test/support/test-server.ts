import { GraphQLClient } from 'graphql-request';
import { Environment, readEnvironment } from '../../src/boot/environment';
import { readTrustedDocuments } from '../../src/boot/read-trusted-documents';
import { createHttpServer } from '../../src/http/http-server';
import { StreamCounts } from '../../src/http/stream-counts';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { Clock, systemClock } from '../../src/shared/domain/clock';
import { Role } from '../../src/shared/domain/caller';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { bothWays } from './both-ways';
import { makeKey } from './make-key';
import { pinnedClock } from './pinned-clock';
import { freshDatabase, TestDatabase, workerDatabase } from './test-database';

/** AMBIT_TEST_LOG=error shows what a test only sees as INTERNAL_SERVER_ERROR. */
const LOG_LEVEL = (process.env.AMBIT_TEST_LOG ?? 'silent') as Environment['LOG_LEVEL'];
/** Of a server that runs in the process of the test. */
export const SERVER_SETTINGS: Environment = {
  ...readEnvironment({}),
  LOG_LEVEL,
  MAX_REQUESTS_IN_FLIGHT: 128,
  // Tests ask more, and faster, than a caller may; those of the buckets set them.
  COST_BUCKET_POINTS: 0,
};

export interface TestServer {
  readonly url: string;
  /** The owner's: a test looks at all rows, and writes what no caller may. */
  readonly database: TestDatabase['database'];
  /** As the server sees it. */
  readonly program: TestDatabase['database'];
  readonly streamCounts: StreamCounts;
  /** A client with a key of the role; `customerId` is the opaque id, for role CUSTOMER. */
  as(role: Role, customerId?: string): Promise<GraphQLClient>;
  keyOf(role: Role, customerId?: string): Promise<string>;
  /** A key of staff that is bound to the provider of a code. */
  keyBoundTo(provider: string, role: Role): Promise<string>;
  /** Closes the server alone, for tests with several over one database. */
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

/** The real server over the worker's database, in this process so that its clock can be moved. */
export async function startTestServer(
  clock: Clock = systemClock,
  target?: TestDatabase,
  settings: Partial<Environment> = {},
  handlerOf = bothWays,
): Promise<TestServer> {
  const { database, asProgram, close } = target ?? (await workerDatabase());
  const program = await asProgram();
  const catalog = new Catalog(program);
  await catalog.read();
  const environment = { ...SERVER_SETTINGS, ...settings };
  const server = await createHttpServer({
    environment,
    trustedDocuments: await readTrustedDocuments(environment),
    database: program,
    catalog,
    clock: pinnedClock(clock),
    handlerOf,
  });
  const keyBoundTo = async (code: string, role: Role) => {
    const provider = (await catalog.allProviders()).find((each) => each.code === code)!;
    return makeKey(database, { name: `test ${role} of ${code}`, role, providerId: provider.id });
  };
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  const keyOf = (role: Role, customerId?: string) => {
    const customer = customerId === undefined ? null : parseGlobalId(customerId)!.id;
    return makeKey(database, { name: `test ${role}`, role, customerId: customer });
  };
  return {
    url,
    database,
    program,
    streamCounts: server.streamCounts,
    keyOf,
    keyBoundTo,
    as: async (role, customerId) => clientFor(url, await keyOf(role, customerId)),
    stopServer: () => server.close(),
    close: async () => {
      await server.close();
      await close();
    },
  };
}

/** A client that answers data and errors alike, so that a test can look at both. */
export function clientFor(url: string, apiKey: string): GraphQLClient {
  return new GraphQLClient(url, { headers: { authorization: `Bearer ${apiKey}` } });
}

/**
 * A server for the tests that follow, started before the first and closed after the last: over the worker's database, or
 * over one of its own by the name that is given. It is there from `beforeAll` on.
 */
export function useServer(clock?: Clock, databaseName?: string): TestServer {
  let started: TestServer;
  beforeAll(async () => {
    const target = databaseName === undefined ? undefined : await freshDatabase(databaseName);
    started = await startTestServer(clock, target);
  });
  afterAll(() => started.close());
  return {
    get url() {
      return started.url;
    },
    get database() {
      return started.database;
    },
    get program() {
      return started.program;
    },
    get streamCounts() {
      return started.streamCounts;
    },
    as: (role, customerId) => started.as(role, customerId),
    keyOf: (role, customerId) => started.keyOf(role, customerId),
    keyBoundTo: (provider, role) => started.keyBoundTo(provider, role),
    stopServer: () => started.stopServer(),
    close: () => started.close(),
  };
}
