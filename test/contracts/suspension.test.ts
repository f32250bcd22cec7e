import { GraphQLClient } from 'graphql-request';
import {
  book,
  booked,
  canBook,
  cancel,
  canOrder,
  deliver,
  orderAdditional,
  update,
} from '../consulting/consulting-api';
import { accepted, open, step } from '../incidents/incidents';
import { contactNamed, createCustomer } from '../support/builders';
import { countersAgree } from '../support/counters-agree';
import { Answer, codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { giveNotice, ordered, snapshotAt } from './contract-api';

const START = '2026-06-10T10:00:00Z';
const RESUMED = '2026-06-12T10:00:00Z';
const clock = new TestClock(START);
const server = useServer(clock, 'suspension');
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(START));
afterEach(() => countersAgree(server.database, clock.now()));

const SUSPENSION = 'contract { id suspension { since reason } snapshot { status suspended } }';

function suspend(client: GraphQLClient, contractId: string): Promise<Answer> {
  return mutate(client, 'suspendContract', { contractId, reason: 'No remote access is given.' }, SUSPENSION);
}

function resume(client: GraphQLClient, contractId: string): Promise<Answer> {
  return mutate(client, 'resumeContract', { contractId, reason: 'Access is given.' }, SUSPENSION);
}

const contractOf = (fields: object = {}) =>
  ordered(admin, 'it-novum', 'premium', { contacts: [contactNamed('Ada')], ...fields });

const register = (contractId: string) =>
  mutate(admin, 'registerSatellite', { contractId, name: 'north' }, 'satellite { id }');

describe('a contract that is suspended', () => {
  it('a contract that is suspended refuses what draws on it, whatever earlier receipt is given, and grants it again once resumed', async () => {
    const contract = await contractOf();
    const { id } = contract;
    const [appointment] = await booked(admin, id, '2026-07-01T08:00:00Z');
    const suspended = await suspend(admin, id);
    expect(suspended.contract).toMatchObject({
      suspension: { since: '2026-06-10T10:00:00.000Z', reason: 'No remote access is given.' },
      snapshot: { status: 'ACTIVE', suspended: true },
    });
    clock.moveTo('2026-06-11T10:00:00Z');
    const acts: readonly (() => Promise<object>)[] = [
      () => open(admin, contract),
      () => open(admin, contract, { receivedAt: '2026-06-09T10:00:00Z' }),
      () => book(admin, id, '2026-07-01T08:00:00Z'),
      () => update(admin, appointment!.id, { startsAt: '2026-07-02T08:00:00Z' }),
      () => orderAdditional(admin, id, 1),
      () => register(id),
    ];
    const before = await rowCounts(server.database);
    for (const act of acts) {
      const answer = (await act()) as Answer;
      expect(codesOf(answer)).toEqual(['CONTRACT_SUSPENDED']);
      expect(answer.userErrors[0]!.message).toContain('2026-06-10T10:00:00.000Z');
    }
    expect(await rowCounts(server.database)).toEqual(before);
    for (const asked of [canBook(admin, id, '2026-07-01T08:00:00Z'), canOrder(admin, id)])
      expect(codesOf({ userErrors: (await asked).userErrors })).toEqual(['CONTRACT_SUSPENDED']);
    clock.moveTo(RESUMED);
    expect((await resume(admin, id)).contract).toMatchObject({
      suspension: null,
      snapshot: { status: 'ACTIVE', suspended: false },
    });
    for (const act of acts) expect(codesOf((await act()) as Answer)).toEqual([]);
  });

  it('a contract that is suspended lets go on what is under way: requests, appointments, deliveries, contacts, notice', async () => {
    const contract = await contractOf();
    const { id } = contract;
    const [first, second] = await booked(admin, id, '2026-06-11T08:00:00Z', { blocks: 2 });
    const incident = await accepted(open(admin, contract));
    await suspend(admin, id);
    clock.moveTo('2026-06-11T13:00:00Z');
    await accepted(step(admin, 'recordFirstResponse', incident.id));
    await accepted(step(admin, 'resolveIncident', incident.id, { note: 'restarted' }));
    expect(codesOf(await update(admin, second!.id, { subject: 'Other' }))).toEqual([]);
    expect(codesOf(await deliver(admin, first!.id))).toEqual([]);
    expect(codesOf(await cancel(admin, second!.id))).toEqual([]);
    const contact = { contractId: id, contact: contactNamed('Bob') };
    expect(codesOf(await mutate(admin, 'addNamedContact', contact, 'namedContact { id }'))).toEqual([]);
    expect(codesOf(await giveNotice(admin, id, START))).toEqual([]);
  });

  it('a contract that is suspended is so at every instant of the suspension, and in the timeline', async () => {
    const { id } = await contractOf();
    await suspend(admin, id);
    clock.moveTo(RESUMED);
    await resume(admin, id);
    for (const [at, suspended] of [
      ['2026-06-10T09:59:59.999Z', false],
      [START, true],
      ['2026-06-12T09:59:59.999Z', true],
      [RESUMED, false],
    ] as const) {
      const { contract } = await admin.request<{ contract: { snapshot: { suspended: boolean } } }>(
        'query ($id: ID!, $at: DateTime) { contract(id: $id) { snapshot(at: $at) { suspended } } }',
        { id, at },
      );
      expect([at, contract.snapshot.suspended]).toEqual([at, suspended]);
    }
    const { contract } = await admin.request<{ contract: { timeline: object[] } }>(
      'query ($id: ID!) { contract(id: $id) { timeline(from: "2026-06-01", to: "2026-07-01") { on kind } } }',
      { id },
    );
    expect(contract.timeline).toEqual([
      { on: '2026-06-10', kind: 'SUSPENDED' },
      { on: '2026-06-12', kind: 'RESUMED' },
    ]);
  });

  it('a contract is suspended and resumed once, also by two at the same time, and not once it has ended', async () => {
    const { id } = await contractOf();
    expect(codesOf(await resume(admin, id))).toEqual(['INVALID_STATE']);
    const twice = await Promise.all([suspend(admin, id), suspend(admin, id)]);
    expect(twice.map(codesOf).sort()).toEqual([[], ['INVALID_STATE']]);
    const resumed = await Promise.all([resume(admin, id), resume(admin, id)]);
    expect(resumed.map(codesOf).sort()).toEqual([[], ['INVALID_STATE']]);
    await giveNotice(admin, id, START);
    clock.moveTo('2027-03-14T23:00:00Z');
    expect(codesOf(await suspend(admin, id))).toEqual(['CONTRACT_NOT_ACTIVE']);
    expect((await snapshotAt(admin, id)).status).toBe('ENDED');
  });

  it('a suspension of a contract is told to its customer, who neither suspends nor resumes it', async () => {
    const customerId = await createCustomer(admin);
    const customer = await server.as('CUSTOMER', customerId);
    const { id } = await contractOf({ customerId });
    await suspend(admin, id);
    const { contract } = await customer.request<{ contract: object }>(
      'query ($id: ID!) { contract(id: $id) { suspension { since reason } } }',
      { id },
    );
    expect(contract).toEqual({
      suspension: { since: '2026-06-10T10:00:00.000Z', reason: 'No remote access is given.' },
    });
    await expect(resume(customer, id)).rejects.toThrow('may not call');
    await expect(suspend(customer, id)).rejects.toThrow('may not call');
  });
});
