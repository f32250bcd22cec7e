import fc from 'fast-check';
import { asKnownNow } from '../../src/shared/domain/moment';
import { GraphQLClient } from 'graphql-request';
import { ContractState } from '../../src/contracts/domain/contract-state';
import { contractStatesAt, contractStatesNow } from '../../src/contracts/persistence/contracts';
import { ContractSchedule1795300000040 } from '../../src/database/migrations/1795300000040-contract-schedule';
import { compareCounters } from '../../src/doctor/compare-counters';
import { EVERYTHING } from '../../src/shared/domain/tenant-scope';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer, planId } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { changePlan, giveNotice, ordered, withdrawNotice, withdrawPlanChange } from './contract-api';

// Ordered in February 2026, active from 2026-03-15 by the clock of Berlin.
const START = '2026-03-20T12:00:00Z';
const RENEWAL = '2027-03-14T23:00:00.000Z';
const BEFORE_RENEWAL = '2027-03-14T22:59:59.999Z';
const DAY_MS = 86_400_000;
const TRIES = process.env.AMBIT_LONG === '1' ? 300 : 15;

const clock = new TestClock(START);
const plans: Record<string, string> = {};
const server = useServer(clock, 'schedule');
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  for (const code of ['basic', 'standard', 'premium'])
    plans[code] = parseGlobalId(await planId(admin, 'it-novum', code))!.id;
});
beforeEach(() => clock.moveTo(START));

/** The state from the contract's row, which has to be what the history says. */
async function stateNow(contract: string): Promise<ContractState> {
  const { sql } = server.database;
  const ids = [parseGlobalId(contract)!.id];
  const [now] = await contractStatesNow(sql, ids, clock.now(), EVERYTHING);
  const [counted] = await contractStatesAt(
    sql,
    ids,
    asKnownNow(clock.now(), clock.now()),
    EVERYTHING,
    clock.now(),
  );
  expect(now).toEqual(counted);
  return now!;
}

async function schedule(contract: string, at?: string): Promise<unknown[]> {
  if (at !== undefined) clock.moveTo(at);
  const { planId: plan, nextPlanId, nextPlanFrom, noticeEndsOn } = await stateNow(contract);
  const codeOf = (id: string | null) => Object.keys(plans).find((code) => plans[code] === id) ?? null;
  return [codeOf(plan), codeOf(nextPlanId), nextPlanFrom?.toISOString() ?? null, noticeEndsOn];
}

const sold = async (plan: string, fields: object = {}) => (await ordered(admin, 'it-novum', plan, fields)).id;
const change = (contract: string, plan: string, on?: string) =>
  changePlan(admin, contract, ['it-novum', plan], on);

describe('the row of a contract says what its history says', () => {
  it('the row of a contract says what its history says after the order', async () => {
    expect(await schedule(await sold('standard'))).toEqual(['standard', null, null, null]);
  });

  it('the row of a contract says what its history says after an upgrade at once, and one more', async () => {
    const id = await sold('basic');
    await change(id, 'standard');
    expect(await schedule(id)).toEqual(['standard', null, null, null]);
    clock.moveTo('2026-04-20T12:00:00Z');
    await change(id, 'premium');
    expect(await schedule(id)).toEqual(['premium', null, null, null]);
  });

  it('the row of a contract says what its history says while a downgrade is scheduled, and at the instant from which it counts', async () => {
    const id = await sold('premium');
    await change(id, 'basic');
    expect(await schedule(id)).toEqual(['premium', 'basic', RENEWAL, null]);
    expect(await schedule(id, BEFORE_RENEWAL)).toEqual(['premium', 'basic', RENEWAL, null]);
    expect(await schedule(id, RENEWAL)).toEqual(['basic', null, null, null]);
  });

  it('the row of a contract says what its history says after a scheduled change was withdrawn, also the second of two', async () => {
    const id = await sold('standard');
    await change(id, 'premium');
    clock.moveTo('2026-04-20T12:00:00Z');
    await change(id, 'basic');
    await withdrawPlanChange(admin, id);
    expect(await schedule(id)).toEqual(['premium', null, null, null]);
    expect(await schedule(id, RENEWAL)).toEqual(['premium', null, null, null]);
  });

  it('the row of a contract says what its history says under notice, after it was withdrawn, and after the end', async () => {
    const id = await sold('standard');
    await giveNotice(admin, id, START);
    expect(await schedule(id)).toEqual(['standard', null, null, '2027-03-15']);
    await withdrawNotice(admin, id);
    expect(await schedule(id)).toEqual(['standard', null, null, null]);
    await giveNotice(admin, id, START);
    expect(await schedule(id, RENEWAL)).toEqual(['standard', null, null, '2027-03-15']);
  });

  it('the row of a contract says what its history says where the contract ends at the instant at which the scheduled plan was to begin', async () => {
    const id = await sold('premium');
    await change(id, 'basic');
    await giveNotice(admin, id, START);
    expect(await schedule(id)).toEqual(['premium', 'basic', RENEWAL, '2027-03-15']);
    expect(await schedule(id, RENEWAL)).toEqual(['premium', null, null, '2027-03-15']);
  });

  it('the row of a contract says what its history says where the scheduled plan begins a term before the end', async () => {
    const id = await sold('premium');
    await change(id, 'basic');
    clock.moveTo('2027-02-01T12:00:00Z');
    await giveNotice(admin, id, '2027-02-01T12:00:00Z');
    expect(await schedule(id, RENEWAL)).toEqual(['basic', null, null, '2028-03-15']);
    expect(await schedule(id, '2028-03-15T12:00:00Z')).toEqual(['basic', null, null, '2028-03-15']);
  });

  it('the row of a contract says what its history says where a notice is recorded late, and ends the contract before two changes that were made since', async () => {
    const id = await sold('basic');
    clock.moveTo('2027-04-01T12:00:00Z');
    await change(id, 'standard');
    clock.moveTo('2027-05-01T12:00:00Z');
    await change(id, 'premium');
    await giveNotice(admin, id, START);
    expect(await schedule(id)).toEqual(['basic', null, null, '2027-03-15']);
  });

  it('the row of a contract names the partner whose customer bought it', async () => {
    const partnerId = await createCustomer(admin, { isPartner: true });
    const customerId = await createCustomer(admin, { partnerId });
    const state = await stateNow(await sold('basic', { customerId }));
    expect(state.partnerId).toBe(parseGlobalId(partnerId)!.id);
    expect((await stateNow(await sold('basic'))).partnerId).toBeNull();
  });
});

it('contracts are found by the plan in force', async () => {
  const customerId = await createCustomer(admin);
  const ids = [await sold('premium', { customerId }), await sold('basic', { customerId })];
  await change(ids[0]!, 'basic');
  const onBasic = async (at: string) => {
    clock.moveTo(at);
    const { contracts } = await admin.request<{ contracts: { totalCount: number; nodes: { id: string }[] } }>(
      'query ($filter: ContractFilter) { contracts(filter: $filter) { totalCount nodes { id } } }',
      { filter: { customerId, planCode: 'basic' } },
    );
    return { count: contracts.totalCount, ids: contracts.nodes.map(({ id }) => id) };
  };
  expect(await onBasic(BEFORE_RENEWAL)).toEqual({ count: 1, ids: [ids[1]] });
  expect(await onBasic(RENEWAL)).toEqual({ count: 2, ids });
});

const step = fc.record({
  act: fc.constantFrom('basic', 'standard', 'premium', 'withdraw', 'notice', 'withdraw notice'),
  days: fc.constantFrom(0, 0, 1, 40, 400),
  /** How long before it is recorded a notice was received. */
  late: fc.constantFrom(0, 0, 380),
  later: fc.constantFrom(undefined, undefined, '2026-09-01', '2027-03-15', '2028-03-15'),
});

it('the row of a contract goes on to say what its history says, whatever is done and when', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
    clock.moveTo(START);
    const id = await sold('standard');
    for (const { act, days, late, later } of steps) {
      clock.moveTo(new Date(clock.now().getTime() + days * DAY_MS));
      await stateNow(id);
      const received = Math.max(Date.parse(START), clock.now().getTime() - late * DAY_MS);
      if (act === 'withdraw') await withdrawPlanChange(admin, id);
      else if (act === 'notice') await giveNotice(admin, id, new Date(received).toISOString());
      else if (act === 'withdraw notice') await withdrawNotice(admin, id);
      else await change(id, act, later);
      await stateNow(id);
    }
  });
  await fc.assert(property, { numRuns: TRIES });
}, 600_000);

it('the doctor finds nothing in the rows of contracts after all these changes', async () => {
  for await (const { counter, differences } of compareCounters(server.database.sql))
    expect({ counter, differences }).toEqual({ counter, differences: [] });
});

it('a database from before the columns of the schedule is brought to the same rows', async () => {
  const runner = server.database.dataSource.createQueryRunner();
  const rows = (): Promise<{ plan_id: string }[]> =>
    runner.query(
      'SELECT id, plan_id, next_plan_id, next_plan_from, notice_ends_on FROM contracts ORDER BY id',
    );
  await runner.startTransaction();
  try {
    const kept = await rows();
    // Of a later migration, and only until the end of the transaction.
    await runner.query('DROP TRIGGER contracts_timer ON contracts');
    await new ContractSchedule1795300000040().down(runner);
    await new ContractSchedule1795300000040().up(runner);
    expect(new Set(kept.map((row) => row.plan_id)).size).toBe(3);
    expect(await rows()).toEqual(kept);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});
