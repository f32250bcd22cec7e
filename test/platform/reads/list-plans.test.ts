import { contractsPage } from '../../../src/contracts/persistence/contracts-page';
import { ContractFilter } from '../../../src/contracts/domain/contract-list';
import { customersPage } from '../../../src/customers/persistence/customer-list';
import { IncidentFilter } from '../../../src/incidents/domain/incident-filter';
import { incidentsPage } from '../../../src/incidents/persistence/incidents-page';
import { decisionsPage } from '../../../src/entitlements/persistence/decisions-page';
import { eventPage } from '../../../src/events/persistence/events';
import { contractsOfOtherPlans } from '../../../src/reports/persistence/contracts-of-other-plans';
import { countRows } from '../../../src/platform/reads/branched-page';
import { listOfOne } from '../../../src/platform/reads/nested-lists';
import { Sql } from '../../../src/platform/sql';
import { Database } from '../../../src/platform/transactions/database';
import { EVERYTHING } from '../../../src/shared/domain/tenant-scope';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { fillLists, FILLED_AT } from '../../support/fill-lists';
import { PlanNode, rowsRead } from '../../support/rows-read';
import { CONTRACTS, CUSTOMERS, DECISIONS, EVENTS, INCIDENTS } from './listed';

/** So many contracts, and as many incidents: enough that reading all of them cannot pass for a page. */
const ROWS = 5_000;
/** What a page of 50 may touch: its rows, what is joined to them, and those that a filter on the way leaves out. */
const MOST_ROWS = 2_000;
/** The same where several values are looked for one after the other. */
const MOST_OF_VALUES = 1_000;

let target: TestDatabase;
let explained: number[] = [];
let isOnDisk = false;
let avoided: readonly string[] = [];
/** A table of this size fits in a few pages, so that reading all of it is cheap: the index is asked for. */
const AVOIDED = ['seqscan', 'hashjoin', 'mergejoin'];
let viewer: { scope: typeof EVERYTHING; clock: { now: () => Date }; database: Database };

beforeAll(async () => {
  target = await freshDatabase('list_plans');
  await fillLists(target.database.sql, ROWS);
  // As the program asks: behind a policy PostgreSQL makes other plans.
  const program = await target.asProgram();
  const explaining: Sql = {
    rows: async (statement, values) => {
      const text = typeof statement === 'string' ? statement : statement.text;
      // Of what is common in a column, every ten minutes, whatever the page.
      if (text.includes('TABLESAMPLE')) return program.sql.rows(text, values);
      const [row] = await program.transaction(async (transaction) => {
        for (const way of avoided) await transaction.sql.rows(`SET LOCAL enable_${way} = off`);
        if (isOnDisk) await transaction.sql.rows('SET LOCAL random_page_cost = 1');
        return transaction.sql.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
          values,
        );
      });
      explained.push(rowsRead(row!['QUERY PLAN'][0].Plan));
      return program.sql.rows(text, values);
    },
  };
  const database = { ...program, sql: explaining };
  viewer = { scope: EVERYTHING, clock: { now: () => FILLED_AT }, database };
}, 60_000);
beforeEach(() => ([explained, isOnDisk, avoided] = [[], false, AVOIDED]));
afterAll(() => target.close());

function expectAPage(rows: readonly unknown[]): void {
  expect(rows.length).toBeGreaterThan(0);
  expect(explained).toHaveLength(1);
  expect(explained[0]).toBeLessThan(MOST_ROWS);
}

it.each(CONTRACTS)('a page of contracts reads no more than itself: %j by %s', async (filter, orderBy) => {
  const wanted = { filter, orderBy, readsAddresses: true };
  expectAPage((await contractsPage(viewer, wanted, { first: 50 })).rows);
});

it.each(CUSTOMERS)('a page of customers reads no more than itself: %j by %s', async (filter, orderBy) => {
  const wanted = { filter, orderBy, readsAddresses: true };
  expectAPage((await customersPage(viewer, wanted, { first: 50 })).rows);
});

it.each(INCIDENTS)('a page of incidents reads no more than itself: %j by %s', async (filter, orderBy) => {
  const wanted = { filter, orderBy, products: ['znuny', 'i-doit-pro'] };
  // Of one plan alone PostgreSQL expects so few in a table of this size that it would sort them.
  isOnDisk = filter.planIds != null;
  expectAPage((await incidentsPage(viewer, wanted, { first: 50 })).rows);
});

it.each(DECISIONS)('a page of decisions reads no more than itself: %j', async (filter) => {
  expectAPage((await decisionsPage(viewer as never, filter, { first: 50 })).rows);
});

it.each(EVENTS)('a page of events reads no more than itself: %j', async (filter) => {
  expectAPage((await eventPage(viewer as never, filter, { first: 50 })).rows);
});

it('a page of contracts that may fit another plan reads no more than itself', async () => {
  const plan = { code: 'standard', providerId: '1' };
  expectAPage((await contractsOfOtherPlans(viewer as never, plan as never, { first: 50 })).rows);
});

it('a list of more than 10,000 is estimated near the truth and said to be so, one of 10,000 is exact', async () => {
  const totalOf = async (rows: number) => {
    const list = listOfOne(
      { list: 'numbers', types: ['id'], isRanked: false },
      { table: `generate_series(1, ${rows}) AS t (id)`, id: 't.id', parent: '1', columns: 't.id' },
    );
    return countRows(target.database.sql, list, '1');
  };
  expect(await totalOf(10_000)).toEqual({ count: 10_000, isEstimate: false });
  const { count, isEstimate } = await totalOf(50_000);
  expect(isEstimate).toBe(true);
  expect(Math.abs(count - 50_000)).toBeLessThan(5_000);
});

describe('of contracts of which the youngest alone have one of several values', () => {
  const RENEWS = { renewsFrom: '2027-02-01' as never, renewsBefore: '2027-02-11' as never };
  const OF_VALUES: readonly ContractFilter[] = [
    { planIds: ['5', '6'] },
    { planIds: ['5', '6'], statuses: ['ENDED', 'CANCELLED'] },
    { statuses: ['ENDED', 'CANCELLED'] },
    RENEWS,
    { noticeDeadlineFrom: '2026-12-01' as never, noticeDeadlineBefore: '2026-12-11' as never },
    { endsFrom: '2027-01-01' as never, endsBefore: '2027-01-11' as never },
    { quotaAtLeast: { quota: 'NAMED_CONTACTS', percent: 95 } },
  ];

  // Past the rules: so many that reading all of them, and all that are older, is seen.
  beforeAll(async () => {
    const { sql } = target.database;
    const at = (from: number, set: string) =>
      sql.rows(`UPDATE contracts SET ${set} WHERE id > ${from} AND id <= ${from + 1_200}`);
    await at(
      1_400,
      `cancelled_at = NULL, cancellation_reason = NULL, notice_ends_on = '2027-01-01'::date + (id % 10)::int`,
    );
    await at(1_400, 'renews_on = NULL, notice_deadline = NULL');
    await at(
      2_600,
      `contacts_allowed = 100, contacts_used = 95 + id % 5, contacts_limit = 100, status = 'ACTIVE'`,
    );
    await at(
      3_800,
      `current_plan_id = 5 + id % 2, status = CASE WHEN id % 4 < 2 THEN 'ENDED' ELSE 'CANCELLED' END,
      renews_on = '2027-02-01'::date + (id % 10)::int, notice_deadline = '2026-12-01'::date + (id % 10)::int`,
    );
    await sql.rows('VACUUM ANALYZE contracts');
  });

  it.each([
    ...OF_VALUES.flatMap((filter) =>
      (['CREATED', 'CREATED_DESC'] as const).map((orderBy) => [filter, orderBy] as const),
    ),
    [RENEWS, 'ENDS_ON'] as const,
  ])('a page reads the first of each value: %j by %s', async (filter, orderBy) => {
    isOnDisk = true;
    const wanted = { filter, orderBy, readsAddresses: true };
    expectAPage((await contractsPage(viewer, wanted, { first: 50 })).rows);
    expect(explained[0]).toBeLessThan(MOST_OF_VALUES);
  });
});

describe('of incidents of which those in the middle alone came under some plans', () => {
  const OF_PLANS: readonly IncidentFilter[] = [{ planIds: ['5', '6'] }, { planIds: ['4', '5', '6'] }];

  // The last are all plans of a provider.
  beforeAll(async () => {
    const { sql } = target.database;
    await sql.rows(`UPDATE incidents SET plan_id = CASE WHEN contract_id BETWEEN 2001 AND 3200 THEN 4 + contract_id % 3
      ELSE 1 + contract_id % 3 END`);
    await sql.rows('VACUUM ANALYZE incidents');
  });

  it.each(
    OF_PLANS.flatMap((filter) =>
      (['RECORDED', 'RECORDED_DESC'] as const).map((orderBy) => [filter, orderBy] as const),
    ),
  )('a page reads the first of each plan: %j by %s', async (filter, orderBy) => {
    isOnDisk = true;
    const wanted = { filter, orderBy, products: [] };
    const first = await incidentsPage(viewer, wanted, { first: 50 });
    expectAPage(first.rows);
    expect(explained[0]).toBeLessThan(MOST_OF_VALUES);
    const next = await incidentsPage(viewer, wanted, {
      first: 50,
      after: first.cursorOf(first.rows.at(-1)!),
    });
    // Where many fulfil a filter, PostgreSQL expects one of them among the first that it comes by.
    [avoided, isOnDisk] = [[], false];
    expect(await next.hasPreviousPage()).toBe(true);
    expect(explained[1]).toBeLessThan(MOST_OF_VALUES);
    expect(explained[2]).toBeLessThan(MOST_OF_VALUES);
  });
});

describe('where time has turned some contracts since a job ran', () => {
  beforeAll(async () => {
    const { sql } = target.database;
    await sql.rows('UPDATE contracts SET derived_until = $1 WHERE id % 500 = 7', [FILLED_AT]);
    await sql.rows('VACUUM ANALYZE contracts');
  });

  it.each(CONTRACTS.filter(([, orderBy]) => orderBy === 'RENEWS_ON' || orderBy === 'NOTICE_DEADLINE'))(
    'a page reads no more than itself and those: %j by %s',
    async (filter, orderBy) => {
      const { rows } = await contractsPage(viewer, { filter, orderBy, readsAddresses: true }, { first: 50 });
      expect(rows.length).toBeGreaterThan(0);
      expect(explained).toHaveLength(2);
      for (const read of explained) expect(read).toBeLessThan(MOST_ROWS);
    },
  );
});

describe('when the day of most deadlines is over for the providers, and not yet in the last zone of the world', () => {
  const before = '2026-12-27' as never;
  beforeAll(async () => {
    const { sql } = target.database;
    await sql.rows(`UPDATE contracts SET derived_until = 'infinity'`);
    await sql.rows(`UPDATE contracts SET notice_deadline = '2026-11-27' WHERE id <= 3000`);
    await sql.rows(`UPDATE contracts SET notice_deadline = '2026-12-01' WHERE id > 3000 AND id <= 3100`);
    await sql.rows('VACUUM ANALYZE contracts');
  });

  it.each([
    [{ noticeDeadlineBefore: before }, 'NOTICE_DEADLINE'],
    [{ noticeDeadlineFrom: '2026-11-01' as never, noticeDeadlineBefore: before }, 'NOTICE_DEADLINE'],
    [{ noticeDeadlineFrom: '2026-11-27' as never, noticeDeadlineBefore: before }, 'CREATED'],
  ] as const)('a page of deadlines reads none of that day: %j by %s', async (filter, orderBy) => {
    const atMidnight = { ...viewer, clock: { now: () => new Date('2026-11-27T23:30:00Z') } };
    const wanted = { filter, orderBy, readsAddresses: true };
    const { rows } = await contractsPage(atMidnight, wanted, { first: 50 });
    expectAPage(rows);
  });
});
