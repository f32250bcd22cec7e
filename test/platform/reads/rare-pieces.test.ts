import { incidentsPage } from '../../../src/incidents/persistence/incidents-page';
import { contractsPage } from '../../../src/contracts/persistence/contracts-page';
import { NO_PIECES, rarePieces, rarestOf } from '../../../src/platform/reads/rare-pieces';
import { Sql } from '../../../src/platform/sql';
import { Database } from '../../../src/platform/transactions/database';
import { EVERYTHING, TenantScope } from '../../../src/shared/domain/tenant-scope';
import { fillLists, FILLED_AT } from '../../support/fill-lists';
import { freshDatabase, TestDatabase } from '../../support/test-database';

const ROWS = 2_000;
const CONTACTS = { column: 'k.email_folded', table: 'named_contacts k' };

let target: TestDatabase;
let asked: string[] = [];
let database: Database;
const viewerOver = (over: Database, scope: TenantScope = EVERYTHING) => ({
  scope,
  clock: { now: () => FILLED_AT },
  database: over,
});

beforeAll(async () => {
  target = await freshDatabase('rare_pieces');
  await fillLists(target.database.sql, ROWS);
  const program = await target.asProgram();
  const noting: Sql = {
    rows: (statement, values) => {
      asked.push(typeof statement === 'string' ? statement : statement.text);
      return program.sql.rows(statement, values);
    },
  };
  database = { ...program, sql: noting };
}, 60_000);
beforeEach(() => (asked = []));
afterAll(() => target.close());

describe('of the pieces of a text', () => {
  const shares = new Map([
    ['con', 1],
    ['ont', 0.9],
    ['nta', 0.8],
    ['tac', 0.7],
    ['act', 0.6],
    ['123', 0.02],
    ['234', 0.01],
  ]);

  it.each([
    ['contact.12345', ['345', '234', '123']],
    ['CONTACT.123', ['123', 'ACT', 'TAC']],
    ['contact.', []],
    // Neither what stands over a mark nor what has other letters is a piece; of what has no rare one, they may be rarer.
    ['ct.123-4ä56', ['123']],
    ['äöüßéñçø', []],
    ['contä', []],
    ['123', []],
    ['', []],
  ])('of %s the rarest are %j', (text, rarest) => {
    expect(rarestOf(text, shares)).toEqual(rarest);
  });

  it('of which nothing is known, none is the rarest', () => {
    expect(rarestOf('contact.12345', null)).toEqual([]);
  });
});

it('the common pieces of an address are known from a sample, which is read once', async () => {
  const pieces = await rarePieces(viewerOver(database), [CONTACTS]);
  expect(pieces.of('k.email_folded', 'person1777@example.com')).toEqual(['777', '177', 'n17']);
  expect(asked).toHaveLength(1);
  await Promise.all(Array.from({ length: 8 }, () => rarePieces(viewerOver(database), [CONTACTS])));
  expect(asked).toHaveLength(1);
});

it('of a table of few rows, and for a tenant, nothing is sampled', async () => {
  const few = await rarePieces(viewerOver(database), [{ column: 'cu.name_folded', table: 'customers cu' }]);
  expect(few.of('cu.name_folded', 'company 177 gmbh')).toEqual([]);
  asked = [];
  const tenant = { ...EVERYTHING, kind: 'PROVIDER' as const, providerId: '1' };
  expect(await rarePieces(viewerOver(database, tenant), [CONTACTS])).toBe(NO_PIECES);
  expect(asked).toEqual([]);
});

it('where a sample cannot be read all of a text is asked for, and the next search reads it', async () => {
  const column = { column: 'i.reference', table: 'incidents i' };
  const failing: Database = { ...database, sql: { rows: () => Promise.reject(new Error('gone')) } };
  const without = await Promise.all([1, 2].map(() => rarePieces(viewerOver(failing), [column])));
  expect(without.map((pieces) => pieces.of(column.column, 'ITN-2026-001777'))).toEqual([[], []]);
  const pieces = await rarePieces(viewerOver(database), [column]);
  expect(pieces.of(column.column, 'ITN-2026-001777')).toEqual(['777', '177', '017']);
});

// Parts that many, few, one and no row has, with marks of LIKE in them, and such whose pieces stand in a row, but not together.
const TEXTS = [
  'person1777@example.com',
  'son177',
  'erson1',
  'n-1777',
  'person_777',
  'person%777',
  'ny 177 gmbh',
  'company 177 gmbh',
  '1771777',
  '777177',
  'mple.com',
  'PERSON177',
  'ITN-2026-00177',
  'itn-2026-00177',
  '2026-0017',
  'zzznichts',
];

it.each(TEXTS)('a search for %s finds what has all of it, and nothing else', async (search) => {
  const text = search.toLowerCase();
  const contracts = await contractsPage(
    viewerOver(database),
    { filter: { search }, orderBy: 'CREATED', readsAddresses: true },
    { first: 100 },
  );
  const holding = await target.database.sql.rows<{ id: string }>(
    `SELECT c.id FROM contracts c JOIN customers cu ON cu.id = c.customer_id
     WHERE strpos(c.number_folded, $1) > 0 OR strpos(cu.name_folded, $1) > 0 OR strpos(cu.number_folded, $1) > 0
       OR EXISTS (SELECT FROM named_contacts k JOIN contracts held ON held.id = k.contract_id
         WHERE held.customer_id = cu.id AND k.valid_to IS NULL AND strpos(k.email_folded, $1) > 0)`,
    [text],
  );
  const ids = new Set(holding.map(({ id }) => id));
  expect(contracts.rows).toHaveLength(Math.min(100, ids.size));
  expect(contracts.rows.every(({ id }) => ids.has(id))).toBe(true);
  const incidents = await incidentsPage(
    viewerOver(database),
    { filter: { search }, orderBy: 'RECORDED', products: [] },
    { first: 100 },
  );
  const referenced = await target.database.sql.rows<{ id: string }>(
    'SELECT id FROM incidents i WHERE strpos(i.reference, upper($1)) > 0 ORDER BY id',
    [text],
  );
  expect(incidents.rows.map(({ id }) => id)).toEqual(referenced.slice(0, 100).map(({ id }) => id));
});

it('an address is looked for by its rarest pieces', async () => {
  await contractsPage(
    viewerOver(database),
    { filter: { search: 'person1777@example.com' }, orderBy: 'CREATED', readsAddresses: true },
    { first: 50 },
  );
  expect(asked.at(-1)).toContain('strpos(k.email_folded');
});
