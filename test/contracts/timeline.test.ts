import { GraphQLClient } from 'graphql-request';
import { createCustomer } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { changePlan, giveNotice, ordered, withdrawNotice } from './contract-api';

const clock = new TestClock('2026-06-10T12:00:00Z');
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo('2026-06-10T12:00:00Z'));

interface Event {
  readonly on: string;
  readonly kind: string;
  readonly title: string;
  readonly coming: boolean;
}

async function timeline(id: string, from?: string, to?: string): Promise<readonly Event[]> {
  const { contract } = await admin.request<{ contract: { timeline: Event[] } }>(
    `query ($id: ID!, $from: LocalDate, $to: LocalDate) {
       contract(id: $id) { timeline(from: $from, to: $to) { on kind title coming } } }`,
    { id, from, to },
  );
  return contract.timeline;
}

const lines = (events: readonly Event[]) =>
  events.map(({ on, kind, coming }) => `${on} ${kind}${coming ? ' (coming)' : ''}`);

it('the timeline of a contract tells what happened, what is planned and what will come by itself', async () => {
  const { id } = await ordered(admin, 'it-novum', 'standard');
  await changePlan(admin, id, ['it-novum', 'premium']);
  await giveNotice(admin, id, '2026-05-01T12:00:00Z', { party: 'PROVIDER' });
  clock.moveTo('2026-06-20T12:00:00Z');
  await withdrawNotice(admin, id);
  await changePlan(admin, id, ['it-novum', 'basic']);
  const events = await timeline(id, undefined, '2027-04-01');
  expect(lines(events)).toEqual([
    '2026-02-10 ORDERED',
    '2026-02-15 CONTACTS_DUE',
    '2026-03-15 ACTIVATED',
    '2026-03-15 CONTRACT_YEAR_BEGAN',
    '2026-05-01 NOTICE_GIVEN',
    '2026-06-10 PLAN_CHANGED',
    '2026-06-20 NOTICE_WITHDRAWN',
    '2027-01-14 NOTICE_DEADLINE (coming)',
    '2027-03-15 RENEWED (coming)',
    '2027-03-15 CONTRACT_YEAR_BEGAN (coming)',
    '2027-03-15 PLAN_CHANGED (coming)',
  ]);
  expect(events.map(({ title }) => title)).toEqual(
    expect.arrayContaining([
      'Change from Standard version 1 to Premium version 1',
      'Change from Premium version 1 to Basic version 1',
      'Notice by the provider to end on 2027-03-15, recorded on 2026-06-10',
      'Last day for notice to end on 2027-03-15',
    ]),
  );
});

it('the timeline of a contract ends with the end of the contract', async () => {
  const { id } = await ordered(admin, 'it-novum', 'standard');
  await giveNotice(admin, id, '2026-06-10T12:00:00Z');
  clock.moveTo('2030-01-01T00:00:00Z');
  expect(lines(await timeline(id)).at(-1)).toBe('2027-03-15 ENDED');
});

it('the timeline of a contract refuses a period that ends before it begins, or more than 50 years ahead', async () => {
  const { id } = await ordered(admin, 'it-novum', 'standard');
  await expect(timeline(id, '2027-01-02', '2027-01-01')).rejects.toThrow('from must not be after to.');
  await expect(timeline(id, undefined, '2076-06-11')).rejects.toThrow('to must not be after 2076-06-10.');
  expect((await timeline(id, '2076-01-01', '2076-06-10')).length).toBeGreaterThan(0);
});

it('the timeline is read for many contracts with as many statements as for one', async () => {
  const statements = async (contracts: number) => {
    const customerId = await createCustomer(admin);
    for (let n = 0; n < contracts; n += 1) await ordered(admin, 'it-novum', 'standard', { customerId });
    const spy = jest.spyOn(server.database.sql, 'rows');
    const { customer } = await admin.request<{ customer: { contracts: { nodes: { timeline: Event[] }[] } } }>(
      `query ($id: ID!) { customer(id: $id) { contracts(first: 50) { nodes { timeline { kind } } } } }`,
      { id: customerId },
    );
    expect(customer.contracts.nodes).toHaveLength(contracts);
    const names = spy.mock.calls.map(([query]) => (typeof query === 'string' ? query : query.name));
    spy.mockRestore();
    // Catalog and keys are read anew once a second, for every caller.
    return names.filter((name) => !/^(catalog-|api-key-)/.test(name)).length;
  };
  expect(await statements(12)).toBe(await statements(1));
});
