import { setImmediate as nextTurn } from 'node:timers/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { encodeCursor } from '../../../src/platform/reads/keyset-page';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { RequestContext } from '../../../src/catalog/request-context';
import { orderAdditionalConsulting } from '../../../src/consulting/use-cases/order-additional-consulting';
import { makeDemoData } from '../../../src/demo/make-demo-data';
import { Batch } from '../../../src/platform/reads/batch';
import {
  EVERYTHING,
  scopeOfCustomer,
  scopeOfPartner,
  scopeOfProvider,
  TenantScope,
} from '../../../src/shared/domain/tenant-scope';
import { Reader, ReaderInPieces } from '../../../src/platform/reads/reader';
import { Page } from '../../../src/shared/domain/page';
import { makeKey } from '../../support/make-key';
import { TestClock } from '../../support/test-clock';
import { freshDatabase, TestDatabase } from '../../support/test-database';

const CALLER = {
  keyId: '1',
  name: 'test',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
} as const;
/** How many rows of other tables than contracts are asked for, and how often some of them in any order. */
const [ROWS, TRIES] = process.env.AMBIT_LONG === '1' ? [12, 25] : [5, 5];
const NOW = '2026-06-10T10:00:00Z';
/** The demo is as old as its oldest order: some contracts were not there yet. */
const EARLIER = new Date('2026-01-15T10:00:00Z');

const SOURCES = join(__dirname, '../../../src');
// Loads every module that could register a batch.
for (const path of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }))
  if (/[\\/](persistence|reads)[\\/][^\\/]+\.ts$/.test(path)) jest.requireActual(join(SOURCES, path));

type Ids = (table: string) => readonly string[];

/** Known keys of each batch, in the order of the database, and unknown ones among them. */
const KEYS: Readonly<Record<string, (ids: Ids) => readonly unknown[]>> = {
  'api-keys-by-ids': (ids) => ids('api_keys'),
  'audit-entries-by-ids': (ids) => ids('audit_log'),
  'webhook-endpoints-by-ids': (ids) => ids('webhook_endpoints'),
  'webhook-deliveries-by-ids': (ids) => ids('webhook_deliveries'),
  'webhook-deliveries-of-endpoints': (ids) =>
    [true, false].flatMap((failedOnly) =>
      pagesOf(ids('webhook_endpoints'), 'webhook_deliveries', [null]).map((page) => {
        const { parentId: endpointId, request } = page as { parentId: string; request: object };
        return { endpointId, failedOnly, request };
      }),
    ),
  'consulting-blocks-by-ids': (ids) => ids('consulting_blocks'),
  'consulting-orders-by-ids': (ids) => ids('consulting_orders'),
  'consulting-orders-of-contracts': (ids) => ids('contracts'),
  'consulting-usage-by-positions': (ids) => ids('consulting_blocks'),
  'consulting-usage-reversed': (ids) => [
    ...ids('consulting_blocks').map((id) => `DELIVERED ${id}`),
    ...ids('consulting_orders').map((id) => `ORDERED ${id}`),
  ],
  'contracts-by-ids': (ids) => ids('contracts'),
  'events-by-positions': () => Array.from({ length: 20 }, (_, n) => String(n + 1)),
  'customers-by-ids': (ids) => ids('customers'),
  'incidents-by-ids': (ids) => ids('incidents'),
  'named-contacts-by-ids': (ids) => ids('named_contacts'),
  'reporters-by-ids': (ids) => ids('named_contacts'),
  'incident-contacts': (ids) => ids('named_contacts'),
  'satellites-by-ids': (ids) => ids('satellites'),
  'incident-events': (ids) => ids('incidents'),
  'newest-plan-changes': (ids) => ids('contracts'),
  'notices-of-contracts': (ids) => ids('contracts'),
  'suspensions-of-contracts': (ids) => ids('contracts'),
  'plan-periods-of-contracts': (ids) => ids('contracts'),
  'decisions-by-ids': (ids) => ids('decision_records'),
  'contracts-at': (ids) => atInstants(ids('contracts'), [new Date(NOW), EARLIER]),
  'named-contacts-of-contracts': (ids) => atInstants(ids('contracts'), [null, EARLIER]),
  'satellites-of-contracts': (ids) => atInstants(ids('contracts'), [null, EARLIER]),
  'consulting_blocks-lists': (ids) => pagesOf(ids('contracts'), 'consulting_blocks', [null, 'BOOKED']),
  'consulting_blocks-totals': (ids) => totalsOf(ids('contracts'), [null, 'DELIVERED']),
  'partner_customers-lists': (ids) => pagesOf(ids('customers'), 'partner_customers', [null]),
  'partner_customers-totals': (ids) => totalsOf(ids('customers'), [null]),
  'contracts-lists': (ids) => pagesOf(ids('customers'), 'contracts', CONTRACTS),
  'contracts-totals': (ids) => totalsOf(ids('customers'), CONTRACTS),
  'decision_records-lists': (ids) => pagesOf(ids('contracts'), 'decision_records', [null]),
  'decision_records-totals': (ids) => totalsOf(ids('contracts'), [null]),
  'incidents-lists': (ids) => pagesOf(ids('contracts'), 'incidents RECORDED', INCIDENTS),
  'incidents-totals': (ids) => totalsOf(ids('contracts'), INCIDENTS),
  'incidents-of-customers-lists': (ids) => pagesOf(ids('customers'), 'incidents RECORDED', INCIDENTS),
  'incidents-of-customers-totals': (ids) => totalsOf(ids('customers'), INCIDENTS),
};

const CONTRACTS = [
  { filter: {}, orderBy: 'CREATED', readsAddresses: true },
  { filter: { statuses: ['ACTIVE'] }, orderBy: 'INCIDENTS_USED_PERCENT_DESC', readsAddresses: true },
  { filter: { search: 'example' }, orderBy: 'CREATED', readsAddresses: true },
];
const INCIDENTS = [
  { filter: {}, orderBy: 'RECORDED', products: [] },
  { filter: { responseOverdue: false }, orderBy: 'PRIORITY', products: [] },
];

/** Null is now; an instant is asked about as it was known then, and as it is known now. */
function atInstants(ids: readonly string[], instants: readonly (Date | null)[]): object[] {
  const moments = instants.flatMap((at) => {
    return at === null ? [null] : [at, new Date(NOW)].map((knownAt) => ({ at: new Date(at), knownAt }));
  });
  return ids.flatMap((id) => moments.map((moment) => ({ id, moment })));
}

/** Every parent with the page by default, short ones, one that is empty, and pages that are refused. */
function pagesOf(parentIds: readonly string[], list: string, each: readonly unknown[]): object[] {
  const after = encodeCursor(list, ['3'], ['id']);
  const [plain, ...others] = each;
  const keys = [
    ...[{}, { first: 1 }, { first: 2, after }, { last: 2 }].map((request) => ({ wanted: plain, request })),
    ...[{ first: 0 }, { first: 101 }, { after: 'nowhere' }].map((request) => ({ wanted: plain, request })),
    ...others.map((wanted) => ({ wanted, request: { first: 2 } })),
  ];
  return parentIds.flatMap((parentId) => keys.map((key) => ({ parentId, ...key })));
}

function totalsOf(parentIds: readonly string[], each: readonly unknown[]): object[] {
  return parentIds.flatMap((parentId) => each.map((wanted) => ({ parentId, wanted })));
}

let target: TestDatabase;
let idsOf: Map<string, readonly string[]>;
const clock = new TestClock(NOW);

beforeAll(async () => {
  target = await freshDatabase('every_batch');
  const { database } = target;
  const catalog = new Catalog(database);
  await catalog.read();
  const context = new RequestContext(catalog, database, clock, CALLER, 'demo');
  await makeDemoData(context);
  await orderMoreConsulting(context);
  for (const providerId of [null, '1', '2'])
    await makeKey(database, { name: 'key', role: 'SALES', providerId });
  await database.sql.rows(`INSERT INTO webhook_endpoints (provider_id, url, types, enabled, created_at)
    SELECT nullif(n % 3, 0), 'https://example.com/' || n, '{*}', true, now() FROM generate_series(1, 6) AS n`);
  await database.sql
    .rows(`INSERT INTO webhook_deliveries (endpoint_id, position, attempt, at, error, duration_ms)
    SELECT 1 + n % 3, n, 1, now(), CASE WHEN n % 2 = 0 THEN 'late' END, 1 FROM generate_series(1, 12) AS n`);
  idsOf = new Map();
  for (const table of [
    'api_keys',
    'audit_log',
    'consulting_blocks',
    'consulting_orders',
    'contracts',
    'customers',
    'decision_records',
    'incidents',
    'named_contacts',
    'satellites',
    'webhook_endpoints',
    'webhook_deliveries',
  ]) {
    const rows = await database.sql.rows<{ id: string }>(
      `SELECT id FROM ${table} ORDER BY id LIMIT ${table === 'contracts' ? 12 : ROWS}`,
    );
    expect(rows.length).toBeGreaterThan(2);
    idsOf.set(table, [...rows.map(({ id }) => id), '999999999999', '999999999998']);
  }
});
afterAll(() => target.close());

/** The demo has one order alone: one more under each contract that may have it. */
async function orderMoreConsulting(context: RequestContext): Promise<void> {
  const rows = await target.database.sql.rows<{ id: string }>(
    `SELECT c.id FROM contracts c JOIN providers p ON p.id = c.provider_id
     WHERE p.code = 'it-novum' AND c.activates_on <= '2026-06-10' AND c.notice_ends_on IS NULL ORDER BY c.id LIMIT 3`,
  );
  for (const { id: contractId } of rows)
    await orderAdditionalConsulting(context, {
      contractId,
      blocks: 2,
      listPricePerHour: '150.00',
      currency: 'EUR',
    });
}

/** As text, pages with their cursors and counts; an error by what it says. */
async function textOf(answer: unknown): Promise<string> {
  if (answer instanceof Error) return `error: ${answer.message} ${JSON.stringify(answer)}`;
  if (!isPage(answer)) return JSON.stringify(answer);
  const cursors = answer.rows.map((row) => answer.cursorOf(row));
  const beyond = [await answer.hasPreviousPage(), await answer.hasNextPage()];
  return JSON.stringify([answer, cursors, beyond, await answer.totalCount()]);
}

function isPage(answer: unknown): answer is Page<{ readonly id: string }> {
  return typeof answer === 'object' && answer !== null && 'totalCount' in answer;
}

function scopeOf(seen: string): TenantScope {
  const customerId = idsOf.get('customers')![0]!;
  switch (seen) {
    case 'one provider':
      return scopeOfProvider('1');
    case 'one customer':
      return scopeOfCustomer(customerId);
    case 'one partner':
      return scopeOfPartner(customerId);
    default:
      return EVERYTHING;
  }
}

/** What several callers get who ask at once. */
function answersTo(batch: Batch<unknown, unknown>, keys: readonly unknown[], scope: TenantScope) {
  return answersOf(new Reader(target.database, clock, scope), batch, keys);
}

function answersOf(reader: Reader, batch: Batch<unknown, unknown>, keys: readonly unknown[]) {
  return Promise.all(
    keys.map((key) =>
      reader
        .load(batch, key)
        .catch((error: unknown) => error)
        .then(textOf),
    ),
  );
}

it('is told of every batch which keys to try: add those of a new one', () => {
  expect([...Batch.all().keys()].sort()).toEqual(Object.keys(KEYS).sort());
});

describe.each([...Batch.all()] as unknown as [string, Batch<unknown, unknown>][])(
  'the batch %s',
  (name, batch) => {
    const keys = () => KEYS[name]!((table) => idsOf.get(table)!);

    it.each(['all', 'one provider', 'one customer', 'one partner'])(
      'answers each of many callers as if it had asked alone, for who sees %s',
      async (seen) => {
        const scope = scopeOf(seen);
        const known = keys();
        const alone: string[] = [];
        for (const key of known) alone.push(...(await answersTo(batch, [key], scope)));
        if (seen === 'all') expect(new Set(alone).size).toBeGreaterThan(1);
        const same = async (places: readonly number[]) => {
          const asked = places.map((place) => structuredClone(known[place]));
          expect(await answersTo(batch, asked, scope)).toEqual(places.map((place) => alone[place]));
        };
        const reversed = known.map((_key, place) => place).reverse();
        await same(reversed);
        await same([...reversed, ...reversed]);
        const asked = [...reversed, ...reversed].map((place) => known[place]);
        const inPieces = new ReaderInPieces(target.database, clock, scope, () => nextTurn());
        expect(await answersOf(inPieces, batch, asked)).toEqual(
          [...reversed, ...reversed].map((place) => alone[place]),
        );
        const places = fc.array(fc.nat({ max: known.length - 1 }), { minLength: 2, maxLength: 25 });
        await fc.assert(fc.asyncProperty(places, same), { numRuns: TRIES });
      },
    );
  },
);
