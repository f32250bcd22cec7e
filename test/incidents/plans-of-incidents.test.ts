import fc from 'fast-check';
import { GraphQLClient } from 'graphql-request';
import { PlansOfIncidents1795300000237 } from '../../src/database/migrations/1795300000237-plans-of-incidents';
import { toGlobalId } from '../../src/shared/domain/global-id';
import {
  changePlan,
  giveNotice,
  ordered,
  withdrawNotice,
  withdrawPlanChange,
} from '../contracts/contract-api';
import { createCustomer, OrderedContract } from '../support/builders';
import { countersAgree } from '../support/counters-agree';
import { readPages } from '../support/read-pages';
import { TestClock } from '../support/test-clock';
import { clientFor, useServer } from '../support/test-server';
import { accepted, OF_OP5, open } from './incidents';

// Ordered in February 2026, active from 2026-03-15 by the clock of Berlin.
const START = '2026-03-20T12:00:00Z';
const TRIES = process.env.AMBIT_LONG === '1' ? 100 : 10;
const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const PAGE = 20;

const clock = new TestClock(START);
const server = useServer(clock, 'plans_of_incidents');
let admin: GraphQLClient;
let customerId: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  customerId = await createCustomer(admin);
});
beforeEach(() => clock.moveTo(START));

interface Listed {
  readonly id: string;
  readonly plan: string;
  readonly provider: string;
  readonly contractId: string;
  readonly customerId: string;
}

/** Every incident in the order of the ids, with the plan that was in force at its receipt: found by walking the plans of its contract. */
async function byTheRule(): Promise<readonly Listed[]> {
  const { sql } = server.database;
  const incidents = await sql.rows<{ id: string; contractId: string; customerId: string; receivedAt: Date }>(
    `SELECT i.id, i.contract_id AS "contractId", c.customer_id AS "customerId", i.received_at AS "receivedAt"
     FROM incidents i JOIN contracts c ON c.id = i.contract_id ORDER BY i.id`,
  );
  const periods = await sql.rows<{ contractId: string; plan: string; provider: string; to: Date | null }>(
    `SELECT h.contract_id AS "contractId", p.code AS plan, pr.code AS provider, h.valid_to AS to
     FROM contract_plans h JOIN plans p ON p.id = h.plan_id JOIN providers pr ON pr.id = p.provider_id ORDER BY h.valid_from`,
  );
  return incidents.map(({ id, contractId, customerId, receivedAt }) => {
    const own = periods.filter((period) => period.contractId === contractId);
    const { plan, provider } = own.find(({ to }) => to === null || receivedAt < to)!;
    const ids = {
      contractId: toGlobalId('Contract', contractId),
      customerId: toGlobalId('Customer', customerId),
    };
    return { id: toGlobalId('Incident', id), plan, provider, ...ids };
  });
}

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string;
  };
}

/** All ids of a list, page by page. */
async function idsOf(client: GraphQLClient, filter: object, orderBy: string): Promise<readonly string[]> {
  const pages = await readPages(async (after) => {
    const { incidents } = await client.request<{ readonly incidents: Page }>(
      `query ($filter: IncidentFilter, $orderBy: IncidentOrder, $after: String) {
         incidents(first: ${PAGE}, filter: $filter, orderBy: $orderBy, after: $after) {
           totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
      { filter, orderBy, after },
    );
    return incidents;
  });
  for (const [nth, { pageInfo }] of pages.entries()) expect(pageInfo.hasPreviousPage).toBe(nth > 0);
  const ids = pages.flatMap(({ nodes }) => nodes.map(({ id }) => id));
  expect(pages.at(-1)!.totalCount).toBe(ids.length);
  return ids;
}

const FILTERS: readonly { readonly planCode?: string; readonly providerCode?: string }[] = [
  ...['basic', 'standard', 'premium'].flatMap((planCode) => [
    { planCode },
    { planCode, providerCode: 'it-novum' },
  ]),
  { providerCode: 'it-novum' },
  { providerCode: 'op5' },
];

/** Expects the lists of a caller to have the incidents that the rule says, of those that it sees. */
async function listsAgree(client: GraphQLClient, sees: (each: Listed) => boolean): Promise<void> {
  const all = (await byTheRule()).filter(sees);
  for (const filter of FILTERS) {
    const { planCode, providerCode } = filter;
    const ids = all
      .filter(({ plan }) => planCode === undefined || plan === planCode)
      .filter(({ provider }) => providerCode === undefined || provider === providerCode)
      .map(({ id }) => id);
    expect({ filter, ids: await idsOf(client, filter, 'RECORDED') }).toEqual({ filter, ids });
    const reversed = [...ids].reverse();
    expect({ filter, ids: await idsOf(client, filter, 'RECORDED_DESC') }).toEqual({ filter, ids: reversed });
  }
}

const sold = (plan: string, fields: object = {}) => ordered(admin, 'it-novum', plan, fields);
const upgrade = (contract: OrderedContract, plan: string) =>
  changePlan(admin, contract.id, ['it-novum', plan]);

it('a plan that begins at the instant at which a request came is the plan of the request', async () => {
  const contract = await sold('standard');
  const { id } = await accepted(open(admin, contract));
  expect((await upgrade(contract, 'premium')).userErrors).toEqual([]);
  expect(await idsOf(admin, { planCode: 'premium' }, 'RECORDED')).toEqual([id]);
  expect(await idsOf(admin, { planCode: 'standard' }, 'RECORDED')).toEqual([]);
});

it('a plan that ends before a request came is not the plan of the request, however early the change was made', async () => {
  const contract = await sold('standard');
  // The clock of the mail server was ahead.
  const { id: ahead } = await accepted(open(admin, contract, { receivedAt: '2026-03-20T12:02:00Z' }));
  const { id: before } = await accepted(open(admin, contract, { receivedAt: '2026-03-20T11:00:00Z' }));
  clock.moveTo('2026-03-20T12:01:00Z');
  expect((await upgrade(contract, 'premium')).userErrors).toEqual([]);
  const late = await accepted(open(admin, contract, { receivedAt: '2026-03-20T12:00:59Z' }));
  expect(await idsOf(admin, { planCode: 'premium' }, 'RECORDED')).toEqual(expect.arrayContaining([ahead]));
  expect(await idsOf(admin, { planCode: 'standard' }, 'RECORDED')).toEqual([before, late.id]);
});

it('a plan that was to begin before a request came is not the plan of the request after the change was taken back', async () => {
  const contract = await sold('premium', { customerId });
  expect((await upgrade(contract, 'standard')).userErrors).toEqual([]);
  clock.moveTo('2027-03-14T22:59:00Z');
  const known = { product: 'znuny', productVersion: '6.5', impact: 'LOW' };
  const { id } = await accepted(open(admin, contract, { ...known, receivedAt: '2027-03-14T23:01:00Z' }));
  expect(await idsOf(admin, { planCode: 'standard' }, 'RECORDED_DESC')).toEqual(expect.arrayContaining([id]));
  expect((await withdrawPlanChange(admin, contract.id)).userErrors).toEqual([]);
  expect(await idsOf(admin, { planCode: 'standard' }, 'RECORDED_DESC')).not.toContain(id);
  expect(await idsOf(admin, { planCode: 'premium' }, 'RECORDED_DESC')).toEqual(expect.arrayContaining([id]));
});

const step = fc.record({
  act: fc.constantFrom('open', 'open', 'open', 'basic', 'standard', 'premium', 'withdraw', 'notice', 'drop'),
  later: fc.constantFrom(0, 0, 0, 3 * SECOND, DAY, 200 * DAY),
  /** When a request was received, or a notice, from now. */
  received: fc.constantFrom(null, null, 2 * SECOND, 60 * SECOND, -SECOND, -3 * DAY),
});

it('the plan of an incident is that of its receipt, whatever is changed, taken back or entered late', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
    clock.moveTo(START);
    const contract = await sold('standard', { customerId });
    for (const { act, later, received } of steps) {
      clock.moveTo(new Date(clock.now().getTime() + later));
      const at = received === null ? null : new Date(clock.now().getTime() + received).toISOString();
      if (act === 'open') await open(admin, contract, { impact: 'LOW', receivedAt: at });
      else if (act === 'withdraw') await withdrawPlanChange(admin, contract.id);
      else if (act === 'notice') await giveNotice(admin, contract.id, at);
      else if (act === 'drop') await withdrawNotice(admin, contract.id, { dropPlanChange: true });
      else await upgrade(contract, act);
    }
    await countersAgree(server.database, clock.now());
  });
  await fc.assert(property, { numRuns: TRIES });
}, 600_000);

describe('after all these changes', () => {
  beforeAll(async () => {
    clock.moveTo('2026-06-10T10:00:00Z');
    const foreign = await ordered(admin, 'op5', 'standard');
    await accepted(open(admin, foreign, { impact: 'LOW', ...OF_OP5 }));
  });

  it('lists of plans and providers have the incidents that the rule says', async () => {
    await listsAgree(admin, () => true);
  }, 120_000);

  it('a customer lists its own incidents of them', async () => {
    await listsAgree(await server.as('CUSTOMER', customerId), (each) => each.customerId === customerId);
  }, 120_000);

  it.each(['it-novum', 'op5'])(
    'staff of the provider %s lists its incidents of them',
    async (provider) => {
      const client = clientFor(server.url, await server.keyBoundTo(provider, 'SUPPORT'));
      await listsAgree(client, (each) => each.provider === provider);
    },
    120_000,
  );

  it('lists of one contract and one customer have their own incidents of them', async () => {
    const all = await byTheRule();
    const { contractId } = all.find((each) => each.plan === 'premium')!;
    const { contract, customer } = await admin.request<Record<string, { incidents: Page }>>(
      `query ($contractId: ID!, $customerId: ID!) {
         contract(id: $contractId) { incidents(first: 100, filter: { planCode: "premium" }) { totalCount nodes { id } } }
         customer(id: $customerId) { incidents(first: 100, filter: { providerCode: "it-novum" }) { totalCount nodes { id } } } }`,
      { contractId, customerId },
    );
    const expected = (of: (each: Listed) => boolean) => {
      const nodes = all.filter(of).map(({ id }) => ({ id }));
      return { incidents: { totalCount: nodes.length, nodes } };
    };
    expect(contract).toEqual(expected((each) => each.contractId === contractId && each.plan === 'premium'));
    expect(customer).toEqual(expected((each) => each.customerId === customerId));
  });

  it('a database from before, and a program from before, get the same plans', async () => {
    const runner = server.database.dataSource.createQueryRunner();
    const plans = (): Promise<{ plan_id: string }[]> =>
      runner.query('SELECT id, plan_id FROM incidents ORDER BY id');
    await runner.startTransaction();
    try {
      const kept = await plans();
      await new PlansOfIncidents1795300000237().down(runner);
      const columns: { name: string }[] = await runner.query(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'incidents'`,
      );
      await new PlansOfIncidents1795300000237().up(runner);
      expect(new Set(kept.map((row) => row.plan_id)).size).toBeGreaterThanOrEqual(3);
      expect(await plans()).toEqual(kept);
      const copied = columns.map(({ name }) => name).filter((name) => name !== 'id' && name !== 'reference');
      const added: object[] = await runner.query(
        `INSERT INTO incidents (reference, ${copied.join(', ')})
         SELECT 'OLD-' || id, ${copied.join(', ')} FROM incidents ORDER BY id RETURNING plan_id`,
      );
      expect(added).toEqual(kept.map(({ plan_id }) => ({ plan_id })));
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});
