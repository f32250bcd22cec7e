import fc from 'fast-check';
import { GraphQLClient } from 'graphql-request';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { changePlan, ordered, withdrawPlanChange } from './contract-api';

const START = '2026-03-20T12:00:00Z';
const TRIES = process.env.AMBIT_LONG === '1' ? 300 : 10;
const clock = new TestClock(START);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});

const step = fc.record({
  act: fc.constantFrom('basic', 'standard', 'premium', 'withdraw'),
  days: fc.constantFrom(0, 0, 1, 40, 400),
  later: fc.constantFrom(undefined, '2026-09-01', '2027-03-15', '2028-03-15'),
});

it('the plans of a contract neither overlap nor leave a gap, whatever is changed and withdrawn', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
    clock.moveTo(START);
    const { id } = await ordered(admin, 'it-novum', 'standard');
    for (const { act, days, later } of steps) {
      clock.moveTo(new Date(clock.now().getTime() + days * 86_400_000));
      if (act === 'withdraw') await withdrawPlanChange(admin, id);
      else await changePlan(admin, id, ['it-novum', act], later);
    }
    const periods = await server.database.sql.rows<{ from: Date; to: Date | null }>(
      'SELECT valid_from AS "from", valid_to AS "to" FROM contract_plans WHERE contract_id = $1 ORDER BY valid_from',
      [parseGlobalId(id)!.id],
    );
    expect(periods.map(({ to }) => to)).toEqual([...periods.slice(1).map(({ from }) => from), null]);
    expect(periods[0]!.from.getTime()).toBeLessThanOrEqual(Date.parse('2026-02-10T11:00:00Z'));
  });
  await fc.assert(property, { numRuns: TRIES });
}, 600_000);

describe('the database itself refuses', () => {
  const insert = (contractId: string, from: string, to: string | null) =>
    server.database.sql.rows(
      `INSERT INTO contract_plans (contract_id, plan_id, valid_from, valid_to)
       SELECT $1, plan_id, $2, $3 FROM contract_plans WHERE contract_id = $1 LIMIT 1`,
      [contractId, from, to],
    );
  const contractId = async () => parseGlobalId((await ordered(admin, 'it-novum', 'standard')).id)!.id;

  it('the database itself refuses two plans of a contract at one instant', async () => {
    await expect(insert(await contractId(), '2026-06-01T00:00:00Z', null)).rejects.toMatchObject({
      constraint: 'contract_plans_no_overlap_excl',
    });
  });

  it('the database itself refuses a gap between two plans of a contract', async () => {
    const write = insert(await contractId(), '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z');
    await expect(write).rejects.toMatchObject({ constraint: 'contract_plans_no_gap_fkey' });
  });
});
