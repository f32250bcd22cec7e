import { contractsPage } from '../../../src/contracts/persistence/contracts-page';
import { incidentsPage } from '../../../src/incidents/persistence/incidents-page';
import { poolOf } from '../../../src/platform/pool-of';
import { frequentStatementOf, Sql, sqlOver } from '../../../src/platform/sql';
import { EVERYTHING } from '../../../src/shared/domain/tenant-scope';
import { fillLists, FILLED_AT } from '../../support/fill-lists';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { CONTRACTS, INCIDENTS } from './listed';

/** So many times the same: PostgreSQL thinks of one plan for all values from the sixth on, of a text that is named from the third. */
const TIMES = 12;

let target: TestDatabase;
beforeAll(async () => {
  target = await freshDatabase('frequent_lists');
  await fillLists(target.database.sql, 2_000);
}, 60_000);
afterAll(() => target.close());

/** The texts of a connection that were planned once for all values, of those with a name that the work asks for. */
async function plannedForAllValues(work: (sql: Sql) => Promise<unknown>): Promise<readonly string[]> {
  const client = await poolOf(target.database.dataSource).connect();
  try {
    const sql = sqlOver(client);
    await sql.rows('DEALLOCATE ALL');
    for (let nth = 0; nth < TIMES; nth += 1) await work(sql);
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

it('a text has a name from its third use on, and no more than 64 have one', () => {
  const uses = Array.from({ length: 70 }, (_each, nth) =>
    Array.from({ length: 4 }, () => frequentStatementOf(`SELECT ${nth} AS frequent`)),
  );
  const [first] = uses;
  expect(first!.slice(0, 2)).toEqual(Array(2).fill('SELECT 0 AS frequent'));
  const named = uses.filter((each) => typeof each[3] === 'object');
  expect(named.length).toBeGreaterThan(0);
  expect(named.length).toBeLessThanOrEqual(64);
  for (const [, , third, fourth] of named) expect(fourth).toBe(third);
  for (const each of uses.slice(named.length))
    expect(each.every((one) => typeof one === 'string')).toBe(true);
});
