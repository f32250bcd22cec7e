import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { RequestContext } from '../../src/catalog/request-context';
import { Caller } from '../../src/shared/domain/caller';
import { systemClock } from '../../src/shared/domain/clock';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { Database } from '../../src/platform/transactions/database';
import { registerSatellite } from '../../src/satellites/use-cases/register-satellite';
import { requestUnder } from '../incidents/incidents';
import { order } from '../support/builders';
import { killsOf } from '../support/kills';
import { mutate } from '../support/mutate';
import { startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';

const KILLS = killsOf({ short: 3, long: 100 });
/** By six at a time. */
const ROLLBACKS = process.env.AMBIT_LONG === '1' ? 1_002 : 60;
/** The long form takes minutes, and many of them on a busy machine. */
jest.setTimeout(process.env.AMBIT_LONG === '1' ? 3_600_000 : 600_000);
const SETTINGS = { COST_BUCKET_POINTS: '0' };

let target: TestDatabase;
let key: string;
beforeAll(async () => {
  target = await freshDatabase('event_faults');
  key = await createApiKey(target.database, { name: 'caller', role: 'ADMIN', customerId: null }, new Date());
});
afterAll(() => target.close());

/** What is in only one of the two: a committed change without its event, or an event without its change. */
async function differences(): Promise<readonly object[]> {
  return target.database.sql.rows(`
    WITH changes AS (
      SELECT 'incident.received' AS type, id AS subject_id FROM incidents
      UNION ALL SELECT 'satellite.registered', id FROM satellites
      UNION ALL SELECT 'satellite.decommissioned', id FROM satellites WHERE decommissioned_at IS NOT NULL
      UNION ALL SELECT 'contract.ordered', id FROM contracts
    ), told AS (
      SELECT type, subject_id FROM events
      WHERE type IN ('incident.received', 'satellite.registered', 'satellite.decommissioned', 'contract.ordered')
    )
    (SELECT 'without event' AS fault, * FROM (SELECT * FROM changes EXCEPT ALL SELECT * FROM told) AS missing)
    UNION ALL (SELECT 'without change', * FROM (SELECT * FROM told EXCEPT ALL SELECT * FROM changes) AS extra)`);
}

/** The server says 503 while the database is busy with what the killed process has left. */
async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await work().catch((error: unknown) => {
      if ((error as { response?: { status?: number } }).response?.status === 503) return null;
      throw error;
    });
    if (done !== null) return done;
  }
}

const count = async (table: string) =>
  Number((await target.database.sql.rows<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]!.count);

it('events and committed changes are the same after processes were killed in the middle of writing', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const server = await startServerProcess(target.url, SETTINGS);
    const client = clientFor(server.url, key);
    const orderReceivedAt = new Date(Date.now() - 60 * 86_400_000).toISOString();
    const contract = await untilDone(() => order(client, 'op5', 'premium', { orderReceivedAt }));
    const incident = { ...requestUnder(contract), product: 'op5-monitor', productVersion: '8.0' };
    const isToBeKilledAfter = 10 + Math.random() * 60;
    let written = 0;
    const wrote = () => {
      written += 1;
      if (written >= isToBeKilledAfter) server.child.kill('SIGKILL');
    };
    const writer = async (n: number) => {
      for (let nth = 0; ; nth += 1) {
        await mutate(client, 'openIncident', incident).then(wrote);
        await mutate(client, 'registerSatellite', { contractId: contract.id, name: `edge-${n}-${nth}` }).then(
          wrote,
        );
      }
    };
    const writing = Array.from({ length: 8 }, (_, n) => writer(n).catch(() => undefined));
    await Promise.all(writing);
    await server.stop();
  }
  expect(await count('satellites')).toBeGreaterThan(0);
  expect(await differences()).toEqual([]);
});

it('events and committed changes are the same after writes that were rolled back at random places', async () => {
  const server = await startServerProcess(target.url, SETTINGS);
  const { id } = await order(clientFor(server.url, key), 'op5', 'premium', {
    orderReceivedAt: new Date(Date.now() - 60 * 86_400_000).toISOString(),
  });
  await server.stop();
  const contractId = parseGlobalId(id)!.id;
  const catalog = new Catalog(target.database);
  await catalog.read();
  const before = await count('satellites');
  let failed = 0;
  const write = (n: number) => {
    const failing = n % 2 === 0 ? failingAt(target.database, Math.floor(Math.random() * 9)) : target.database;
    const caller: Caller = {
      keyId: '1',
      name: 'a',
      role: 'ADMIN',
      customerId: null,
      isPartner: false,
      providerId: null,
    };
    const context = new RequestContext(catalog, failing, systemClock, caller, `fault-${n}`);
    return registerSatellite(context, { contractId, name: `rolled-${n}` }).catch(() => (failed += 1));
  };
  for (let n = 0; n < ROLLBACKS; n += 6) await Promise.all([0, 1, 2, 3, 4, 5].map((m) => write(n + m)));
  expect(failed).toBeGreaterThan(0);
  expect((await count('satellites')) - before).toBe(ROLLBACKS - failed);
  expect(await differences()).toEqual([]);
});

/** Fails instead of the statement of this number of a transaction; of one that has fewer, none. */
function failingAt(database: Database, statement: number): Database {
  const failing: Database = {
    ...database,
    scopedTo: () => failing,
    transaction: (work) =>
      database.transaction((open) => {
        let nth = 0;
        const rows: typeof open.sql.rows = (query, values) => {
          nth += 1;
          return nth > statement ? open.sql.rows('SELECT 1 / 0') : open.sql.rows(query, values);
        };
        return work({ ...open, sql: { rows } });
      }),
  };
  return failing;
}
