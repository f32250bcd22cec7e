import { GraphQLClient } from 'graphql-request';
import { booked, cancel, orderAdditional } from '../consulting/consulting-api';
import { accepted, open, step } from '../incidents/incidents';
import { contactNamed, createCustomer, order, OrderedContract, planId } from '../support/builders';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { ACTIVE, whatIf, YEAR } from './what-if-api';

const START = '2026-06-10T10:00:00.000Z';

const clock = new TestClock(START);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(START));

const whatIfOf = async (contract: { id: string }, plan: string, period: object = YEAR) =>
  whatIf(admin, { contractId: contract.id, planId: await planId(admin, 'it-novum', plan), ...period });

async function openOn(
  days: readonly string[],
  contract: OrderedContract,
  changes: object = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (const day of days) {
    clock.moveTo(`${day}T10:00:00.000Z`);
    ids.push((await accepted(open(admin, contract, changes))).id);
  }
  return ids;
}

const WEEK = [
  '2026-06-15',
  '2026-06-16',
  '2026-06-17',
  '2026-06-18',
  '2026-06-19',
  '2026-06-22',
  '2026-06-23',
];

describe('support requests', () => {
  it('support requests that another plan would have refused are told with every reason', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    const [phoned] = await openOn(['2026-06-11'], contract, { channel: 'PHONE' });
    const [, , tested] = await openOn(WEEK.slice(0, 3), contract);
    const [onTest] = await openOn(['2026-06-17'], contract, { testSystem: true });
    const rest = await openOn(WEEK.slice(3), contract);
    await step(admin, 'voidIncident', tested!, { reason: 'Twice.' });
    const answer = await whatIfOf(contract, 'basic');
    expect(answer).toMatchObject({
      contract: { number: contract.number },
      plan: { code: 'basic' },
      ...YEAR,
      incidents: 8,
    });
    const phone = 'Basic takes requests by EMAIL; not by PHONE.';
    const quota =
      '5 of 5 support requests of the contract year 2026-05-10 to 2027-05-09 are used; the next begins on 2027-05-10.';
    const failed = (id: string, rule: string, explanation: string) => ({
      incident: { id, contact: { name: 'Ada' } },
      reasons: [{ rule, outcome: 'FAILED', explanation }],
    });
    expect(answer.refusedIncidents).toEqual([
      failed(phoned!, 'CHANNEL_NOT_IN_PLAN', phone),
      failed(onTest!, 'TEST_SYSTEM_NOT_SUPPORTED', 'Basic does not cover test systems.'),
      failed(rest[3]!, 'INCIDENT_QUOTA_EXHAUSTED', quota),
    ]);
  });

  it('support requests under another plan are compared by their response targets, as promised and as the plan would have promised', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    const [critical] = await openOn(['2026-06-11'], contract);
    const [low] = await openOn(['2026-06-11'], contract, { impact: 'LOW' });
    expect((await whatIfOf(contract, 'premium')).otherResponseTargets).toEqual([]);
    expect((await whatIfOf(contract, 'standard')).otherResponseTargets).toEqual([
      {
        incident: { id: critical, responseDueAt: '2026-06-11T12:00:00.000Z' },
        dueThen: '2026-06-11T12:00:00.000Z',
        dueUnderPlan: '2026-06-11T14:00:00.000Z',
      },
      {
        incident: { id: low, responseDueAt: '2026-06-12T12:00:00.000Z' },
        dueThen: '2026-06-12T12:00:00.000Z',
        dueUnderPlan: '2026-06-12T14:00:00.000Z',
      },
    ]);
    const due = (await whatIfOf(contract, 'basic')).otherResponseTargets.map((each) => each.dueUnderPlan);
    expect(due).toEqual([null, null]);
  });

  it('support requests under another plan go by the region that the customer had then', async () => {
    const customerId = await createCustomer(admin);
    const contract = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId });
    const fields = { product: 'op5-monitor', productVersion: '9.0.1' };
    await openOn(['2026-06-11'], contract, fields);
    clock.moveTo('2026-06-11T11:00:00Z');
    await mutate(admin, 'updateCustomer', { customerId, region: 'AMERICAS' });
    await openOn(['2026-06-12'], contract, fields);
    const variables = { contractId: contract.id, planId: await planId(admin, 'op5', 'standard'), ...YEAR };
    const answer = await whatIf(admin, variables);
    expect(answer).toMatchObject({ incidents: 2, otherResponseTargets: [], refusedIncidents: [] });
  });

  it('support requests of the contract year before the period count under another plan and are not told', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    const ids = await openOn(WEEK, contract);
    const answer = await whatIfOf(contract, 'basic', { from: '2026-06-18', to: '2026-06-23' });
    expect(answer.incidents).toBe(3);
    expect(answer.refusedIncidents.map((each) => each.incident.id)).toEqual([ids[5]]);
  });
});

describe('consulting', () => {
  it('consulting beyond the included blocks of another plan would have been extra', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    await orderAdditional(admin, contract.id, 1);
    const days = ['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-06', '2027-06-01'];
    const blocks: string[] = [];
    for (const day of days) blocks.push((await booked(admin, contract.id, `${day}T08:00:00Z`))[0]!.id);
    const [extra] = await booked(admin, contract.id, '2027-06-02T08:00:00Z');
    await cancel(admin, extra!.id);

    const standard = await whatIfOf(contract, 'standard', { from: '2026-05-10', to: '2028-05-10' });
    expect(standard.consultingBlocks).toBe(5);
    expect(standard.extraConsultingBlocks.map((each) => each.consultingBlock.id)).toEqual([
      blocks[1],
      blocks[2],
      blocks[3],
    ]);
    expect(standard.extraConsultingBlocks[2]).toEqual({
      consultingBlock: { id: blocks[3], source: 'ADDITIONAL', startsAt: '2026-07-06T08:00:00.000Z' },
      reasons: [{ rule: 'NO_CONSULTING_BLOCK_LEFT', outcome: 'FAILED', explanation: expect.any(String) }],
    });
    const premium = await whatIfOf(contract, 'premium');
    expect(premium.extraConsultingBlocks.map((each) => each.consultingBlock.id)).toEqual([blocks[3]]);
  });
});

describe('contacts and satellites', () => {
  it('contacts and satellites that would not fit another plan are told by name, with the day', async () => {
    const contract = await order(admin, 'op5', 'premium', {
      ...ACTIVE,
      contacts: ['Ada', 'Bob'].map(contactNamed),
    });
    await mutate(admin, 'registerSatellite', { contractId: contract.id, name: 'edge' });
    clock.moveTo('2026-07-01T22:30:00Z');
    await mutate(admin, 'addNamedContact', { contractId: contract.id, contact: contactNamed('Cyd') });
    const variables = { contractId: contract.id, planId: await planId(admin, 'op5', 'basic'), ...YEAR };
    const answer = await whatIf(admin, variables);
    const full = `1 of 1 named contact of contract ${contract.number} is used. Remove or replace a contact.`;
    expect(answer.namedContactsWithoutRoom).toEqual(
      [
        ['Bob', '2026-05-10'],
        ['Cyd', '2026-07-02'],
      ].map(([name, on]) => ({
        namedContact: { name },
        on,
        reasons: [{ rule: 'CONTACT_LIMIT_REACHED', outcome: 'FAILED', explanation: full }],
      })),
    );
    expect(answer.satellitesWithoutRoom).toMatchObject([
      { satellite: { name: 'edge' }, on: '2026-06-10', reasons: [{ rule: 'DISTRIBUTED_SETUP_NOT_IN_PLAN' }] },
    ]);
  });
});
