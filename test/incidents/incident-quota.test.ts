import { GraphQLClient } from 'graphql-request';
import { order, OrderedContract } from '../support/builders';
import { codesOf } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, IncidentNode, OF_OP5, open, readIncident, step, usedAt } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
/** Contract years from 2026-05-10 on, by Berlin's clock. */
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };
const YEAR_2 = '2027-05-09T22:00:00.000Z';

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

async function openTimes(
  times: number,
  contract: OrderedContract,
  changes: object = {},
): Promise<IncidentNode[]> {
  const incidents: IncidentNode[] = [];
  for (let n = 0; n < times; n += 1) incidents.push(await accepted(open(admin, contract, changes)));
  return incidents;
}

/** What the counters say of each contract year, beside what the ledger says. */
function yearsOf({ number }: OrderedContract): Promise<object[]> {
  return server.database.sql.rows(
    `SELECT y.number, y.incidents_used AS used, count(i.id) FILTER (WHERE i.voided_at IS NULL)::int AS counted
     FROM contract_years y JOIN contracts c ON c.id = y.contract_id
       LEFT JOIN incidents i ON i.contract_id = y.contract_id AND i.contract_year = y.number
     WHERE c.number = $1 GROUP BY y.contract_id, y.number ORDER BY y.number`,
    [number],
  );
}

describe('the yearly number of the plan', () => {
  it.each([
    ['basic', 5, ['standard', 'premium']],
    ['standard', 25, ['premium']],
    ['premium', 50, []],
  ])(
    'the yearly number of incidents of %s takes %i and refuses the next, which leaves nothing behind',
    async (plan, limit, helping) => {
      const contract = await order(admin, 'it-novum', plan, ACTIVE);
      await openTimes(limit, contract);
      const before = await rowCounts(server.database);
      const refused = await open(admin, contract);
      expect(refused).toEqual({
        incident: null,
        userErrors: [
          {
            __typename: 'LimitReachedError',
            code: 'INCIDENT_QUOTA_EXHAUSTED',
            message: `${limit} of ${limit} support requests of the contract year 2026-05-10 to 2027-05-09 are used; the next begins on 2027-05-10.`,
            path: null,
            limit,
            used: limit,
            resetsAt: YEAR_2,
            allowedByPlans: helping.map((code) => ({ code })),
          },
        ],
      });
      expect(await rowCounts(server.database)).toEqual(before);
      expect(await usedAt(admin, contract.id)).toBe(limit);
    },
  );

  it('the yearly number of incidents starts anew with the contract year, to the instant', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    await openTimes(5, contract);
    clock.moveTo('2027-05-09T21:59:59.999Z');
    expect(codesOf(await open(admin, contract))).toEqual(['INCIDENT_QUOTA_EXHAUSTED']);
    clock.moveTo(YEAR_2);
    expect(await usedAt(admin, contract.id)).toBe(0);
    await openTimes(5, contract);
    expect(codesOf(await open(admin, contract))).toEqual(['INCIDENT_QUOTA_EXHAUSTED']);
    expect(await yearsOf(contract)).toEqual([
      { number: 1, used: 5, counted: 5 },
      { number: 2, used: 5, counted: 5 },
    ]);
  });

  it('the yearly number of incidents is counted and never reached where there is none', async () => {
    const contract = await order(admin, 'op5', 'basic', ACTIVE);
    await openTimes(60, contract, OF_OP5);
    expect(await usedAt(admin, contract.id)).toBe(60);
  });
});

describe('a request received in an earlier contract year', () => {
  it('a request received in an earlier contract year counts in that year', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    clock.moveTo('2027-05-10T10:00:00Z');
    await openTimes(1, contract, { receivedAt: '2027-05-09T21:59:59.999Z' });
    await openTimes(2, contract, { receivedAt: YEAR_2 });
    expect(await usedAt(admin, contract.id)).toBe(2);
    expect(await yearsOf(contract)).toEqual([
      { number: 1, used: 1, counted: 1 },
      { number: 2, used: 2, counted: 2 },
    ]);
  });

  it('a request received in an earlier contract year is refused where that year is used up, though the running one is not', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    await openTimes(5, contract);
    clock.moveTo('2027-05-10T10:00:00Z');
    const { userErrors } = await open(admin, contract, { receivedAt: '2027-05-09T21:59:59.999Z' });
    expect(userErrors).toMatchObject([{ code: 'INCIDENT_QUOTA_EXHAUSTED', limit: 5, used: 5 }]);
    expect(userErrors[0]!.message).toContain('the contract year 2026-05-10 to 2027-05-09');
    await openTimes(1, contract);
  });

  it('a request received in an earlier contract year is taken where that year has room, though the running one has none', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    clock.moveTo('2027-05-10T10:00:00Z');
    await openTimes(5, contract);
    expect(codesOf(await open(admin, contract))).toEqual(['INCIDENT_QUOTA_EXHAUSTED']);
    await openTimes(1, contract, { receivedAt: NOW });
  });
});

describe('a voided request', () => {
  it('a voided request gives its unit back, once, and says so in its history', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const [{ id }] = (await openTimes(5, contract)) as [IncidentNode];
    clock.moveTo('2026-06-11T10:00:00.000Z');
    expect(await accepted(step(admin, 'voidIncident', id, { reason: 'Sent twice.' }))).toMatchObject({
      status: 'VOIDED',
      voidedAt: '2026-06-11T10:00:00.000Z',
      history: [
        { kind: 'RECEIVED', at: NOW },
        { kind: 'VOIDED', at: '2026-06-11T10:00:00.000Z', note: 'Sent twice.', actor: 'test ADMIN' },
      ],
    });
    expect(codesOf(await step(admin, 'voidIncident', id, { reason: 'Again.' }))).toEqual(['INVALID_STATE']);
    expect(await usedAt(admin, contract.id)).toBe(4);
    await openTimes(1, contract);
    expect(codesOf(await open(admin, contract))).toEqual(['INCIDENT_QUOTA_EXHAUSTED']);
    expect(await yearsOf(contract)).toEqual([{ number: 1, used: 5, counted: 5 }]);
  });

  it('a voided request was counted until it was voided', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const incident = await accepted(open(admin, contract));
    clock.moveTo('2026-06-12T10:00:00Z');
    await step(admin, 'voidIncident', incident.id, { reason: 'Submitted in error.' });
    expect(await usedAt(admin, contract.id, '2026-06-12T09:59:59.999Z')).toBe(1);
    expect(await usedAt(admin, contract.id, '2026-06-12T10:00:00.000Z')).toBe(0);
  });

  it('a voided request gives the unit back to the contract year it was counted in', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const [first] = await openTimes(5, contract);
    clock.moveTo('2027-05-10T10:00:00Z');
    await openTimes(2, contract);
    await step(admin, 'voidIncident', first!.id, { reason: 'Sent twice.' });
    expect(await yearsOf(contract)).toEqual([
      { number: 1, used: 4, counted: 4 },
      { number: 2, used: 2, counted: 2 },
    ]);
  });

  it('a request is not voided without a reason', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    const { id } = await accepted(open(admin, contract));
    expect((await step(admin, 'voidIncident', id, { reason: ' ' })).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'reason'] },
    ]);
    expect((await readIncident(admin, id)).status).toBe('NEW');
  });
});
