import { randomUUID } from 'node:crypto';
import { contractsPage } from '../../../src/contracts/persistence/contracts-page';
import { incidentsPage } from '../../../src/incidents/persistence/incidents-page';
import { poolOf } from '../../../src/platform/pool-of';
import { FrequentTexts, Sql, sqlOver, statementOf } from '../../../src/platform/sql';
import { EVERYTHING } from '../../../src/shared/domain/tenant-scope';
import { fillLists, FILLED_AT } from '../../support/fill-lists';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { CONTRACTS, INCIDENTS } from './listed';

/** So many times the same: PostgreSQL thinks of one plan for all values from the sixth on. */
const TIMES = 10;

let target: TestDatabase;
beforeAll(async () => {
  target = await freshDatabase('frequent_lists');
  await fillLists(target.database.sql, 2_000);
}, 60_000);
afterAll(() => target.close());

/** Those of the texts that the work asks for, all of which have a name here, that were planned once for all values. */
async function plannedForAllValues(work: (sql: Sql) => Promise<unknown>): Promise<readonly string[]> {
  const client = await poolOf(target.database.dataSource).connect();
  try {
    const sql = sqlOver(client);
    await sql.rows('DEALLOCATE ALL');
    const naming: Sql = {
      // What has no values, as the sample for a search, is planned once in any case.
      rows: (query, values) =>
        sql.rows(typeof query === 'string' && values !== undefined ? statementOf(query) : query, values),
    };
    for (let nth = 0; nth < TIMES; nth += 1) await work(naming);
    const named = await sql.rows<{ statement: string; once: boolean }>(
      'SELECT statement, generic_plans > 0 AS once FROM pg_prepared_statements',
    );
    expect(named).not.toEqual([]);
    return named.filter(({ once }) => once).map(({ statement }) => statement);
  } finally {
    client.release(true);
  }
}

const viewerOver = (sql: Sql) => ({
  scope: EVERYTHING,
  clock: { now: () => FILLED_AT },
  database: { ...target.database, sql },
});
const isFiltered = ([filter]: readonly [object, unknown]) => Object.keys(filter).length > 0;

it.each(CONTRACTS.filter(isFiltered))(
  'a page of contracts is planned for its values: %j by %s',
  async (filter, orderBy) => {
    const wanted = { filter, orderBy, readsAddresses: true };
    const once = await plannedForAllValues((sql) => contractsPage(viewerOver(sql), wanted, { first: 50 }));
    expect(once).toEqual([]);
  },
);

it.each(INCIDENTS.filter(isFiltered))(
  'a page of incidents is planned for its values: %j by %s',
  async (filter, orderBy) => {
    const wanted = { filter, orderBy, products: ['znuny', 'i-doit-pro'] };
    const once = await plannedForAllValues((sql) => incidentsPage(viewerOver(sql), wanted, { first: 50 }));
    expect(once).toEqual([]);
  },
);

it('a text has a name from its third use on, as long as there is room', () => {
  const texts = new FrequentTexts(2);
  const [one, two, three] = ['one', 'two', 'three'].map((name) => `SELECT '${randomUUID()}' AS ${name}`);
  expect([one, one, two, one].map((text) => texts.of(text!))).toEqual([
    one,
    one,
    two,
    { name: expect.any(String) as string, text: one },
  ]);
  expect([two, two].map((text) => texts.of(text!))).toEqual([
    two,
    { name: expect.any(String) as string, text: two },
  ]);
  expect([three, three, three].map((text) => texts.of(text!))).toEqual([three, three, three]);
  expect(texts.of(one!)).toBe(texts.of(one!));
});

it('texts that come once push out no more than what was counted', () => {
  const texts = new FrequentTexts(1);
  const often = `SELECT '${randomUUID()}'`;
  texts.of(often);
  for (let nth = 0; nth < 1_000; nth += 1) texts.of(`SELECT '${randomUUID()}'`);
  expect([1, 2, 3].map(() => typeof texts.of(often))).toEqual(['string', 'string', 'object']);
});
