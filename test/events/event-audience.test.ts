import fc from 'fast-check';
import { hearsOf, isWanted } from '../../src/events/domain/event-audience';
import { EventFilter, eventsAfter, RecordedEvent } from '../../src/events/persistence/events';
import { reachOfPartners } from '../../src/events/persistence/partner-reach';
import {
  EVERYTHING,
  scopeOfCustomer,
  scopeOfPartner,
  scopeOfProvider,
  TenantScope,
} from '../../src/shared/domain/tenant-scope';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer, order } from '../support/builders';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

const RUNS = process.env.AMBIT_LONG === '1' ? 2_000 : 150;
const TYPES = ['incident.received', 'satellite.registered', 'contract.ended'];
const SUBJECTS = ['Incident', 'Satellite', 'ConsultingBlock', 'ConsultingOrder', 'Contract'];

let target: TestDatabase;
let server: TestServer;
/** Two partners, of which one has an active contract with it-novum and one with op5 that begins later, and customers of theirs. */
let customers: string[];
let providers: string[];
const now = new Date();

beforeAll(async () => {
  target = await freshDatabase('event_audience');
  server = await startTestServer(undefined, target);
  const admin = await server.as('ADMIN');
  const one = await createCustomer(admin, { isPartner: true });
  const other = await createCustomer(admin, { isPartner: true });
  const below = await Promise.all(
    [one, one, other, undefined].map((partnerId) => createCustomer(admin, { partnerId })),
  );
  await order(admin, 'it-novum', 'standard', { customerId: one });
  await order(admin, 'op5', 'standard', { customerId: one, orderReceivedAt: now.toISOString() });
  await order(admin, 'op5', 'standard', { customerId: other });
  customers = [one, other, ...below].map((id) => parseGlobalId(id)!.id);
  const rows = await target.database.sql.rows<{ id: string }>('SELECT id FROM providers ORDER BY id');
  providers = rows.map(({ id }) => id);
});
afterAll(() => server.close());

/** An index into a list that is made before the tests run; null: none. */
const some = <T>(list: () => readonly T[]) =>
  fc.option(fc.nat(), { freq: 6 }).map((n) => () => (n === null ? null : list()[n % list().length]!));

const events = fc.array(
  fc.record({
    type: fc.constantFrom(...TYPES),
    subject: fc.constantFrom(...SUBJECTS),
    contract: fc.option(fc.constantFrom('1', '2')),
    customer: some(() => customers),
    provider: some(() => providers),
  }),
  { minLength: 1, maxLength: 12 },
);
const scopes = fc
  .tuple(fc.constantFrom('ALL', 'PROVIDER', 'CUSTOMER', 'PARTNER', 'PARTNER'), fc.nat())
  .map(([kind, n]) => (): TenantScope => {
    if (kind === 'ALL') return EVERYTHING;
    if (kind === 'PROVIDER') return scopeOfProvider(providers[n % providers.length]!);
    return kind === 'CUSTOMER'
      ? scopeOfCustomer(customers[n % customers.length]!)
      : scopeOfPartner(customers[n % 2]!);
  });
const filters = fc
  .record({
    types: fc.option(fc.subarray(TYPES)),
    contractId: fc.option(fc.constantFrom('1', '2'), { freq: 2 }),
    customer: fc.option(fc.nat(), { freq: 1 }),
    provider: fc.option(fc.nat(), { freq: 1 }),
  })
  .map(({ types, contractId, customer, provider }) => (): EventFilter => ({
    types,
    contractId,
    customerId: customer === null ? null : customers[customer % customers.length],
    providerId: provider === null ? null : providers[provider % providers.length],
  }));

/** Writes events past the journal, which would take customer and provider from a contract. Returns the position before them. */
async function write(rows: readonly object[]): Promise<string> {
  const [{ position }] = (await target.database.sql.rows<{ position: string }>(
    `WITH before AS (SELECT coalesce(max(position), 0) AS position FROM events), written AS (
       INSERT INTO events (type, occurred_at, recorded_at, contract_id, customer_id, provider_id, subject_type, subject_id, data)
       SELECT type, now(), now(), contract, customer, provider, subject, 1, '{}' FROM json_to_recordset($1)
         AS e (type text, contract bigint, customer bigint, provider bigint, subject text))
     SELECT position FROM before`,
    [JSON.stringify(rows)],
  )) as [{ position: string }];
  return position;
}

const idsOf = (rows: readonly RecordedEvent[]) => rows.map(({ id }) => id);

it('what a follower hears of is what the feed shows its caller: by every scope, filter and kind of event', async () => {
  const heard = { all: 0, some: 0 };
  await fc.assert(
    fc.asyncProperty(events, scopes, filters, async (drafts, scopeOf, filterOf) => {
      const [scope, filter] = [scopeOf(), filterOf()];
      const rows = drafts.map(({ customer, provider, ...rest }) => ({
        ...rest,
        customer: customer(),
        provider: provider(),
      }));
      const before = await write(rows);
      const { sql } = target.database;
      const written = await eventsAfter(sql, before, {}, 100);
      const shown = await eventsAfter(sql, before, filter, 100, { scope, clock: { now: () => now } });
      const reaches = scope.kind === 'PARTNER' ? await reachOfPartners(sql, [scope.customerId!], now) : null;
      const reach = reaches?.get(scope.customerId!) ?? null;
      const told = written.filter((event) => hearsOf(scope, reach, event) && isWanted(filter, event));
      expect(idsOf(told)).toEqual(idsOf(shown));
      heard.all += written.length;
      heard.some += told.length;
    }),
    { numRuns: RUNS },
  );
  // Neither everything nor nothing, or nothing was compared.
  expect(heard.some / heard.all).toBeGreaterThan(0.05);
  expect(heard.some / heard.all).toBeLessThan(0.8);
}, 120_000);

it('a partner reaches its customers at the provider with which its own contract is active, and no other', async () => {
  const { sql } = target.database;
  const reaches = await reachOfPartners(sql, [customers[0]!, customers[1]!], now);
  const [itNovum] = await sql.rows<{ id: string }>(`SELECT id FROM providers WHERE code = 'it-novum'`);
  expect([...reaches.get(customers[0]!)!.providerIds]).toEqual([itNovum!.id]);
  expect([...reaches.get(customers[0]!)!.customerIds].sort()).toEqual([customers[2], customers[3]].sort());
});
