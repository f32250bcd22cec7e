import { GraphQLClient } from 'graphql-request';
import { dateAt } from '../../src/shared/domain/local-date';
import { createCustomer } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { giveNotice, ordered } from './contract-api';

const clock = new TestClock('2026-02-11T12:00:00Z');
const server = useServer(clock);
let admin: GraphQLClient;
let customerId: string;

interface Row {
  readonly id: string;
  readonly noticeDeadline: string | null;
}

async function contracts(noticeDeadlineBefore?: string): Promise<readonly Row[]> {
  const { contracts: page } = await admin.request<{ contracts: { nodes: Row[]; totalCount: number } }>(
    `query ($filter: ContractFilter) { contracts(first: 100, filter: $filter) { totalCount nodes { id noticeDeadline } } }`,
    { filter: { customerId, noticeDeadlineBefore } },
  );
  expect(page.totalCount).toBe(page.nodes.length);
  return page.nodes;
}

beforeAll(async () => {
  admin = await server.as('ADMIN');
  customerId = await createCustomer(admin);
  const days = ['2026-02-11', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-11'];
  for (const activateOn of days)
    for (const termMonths of [12, 13, 18, 25])
      await ordered(admin, 'it-novum', 'basic', { customerId, activateOn, termMonths });
  const { id } = await ordered(admin, 'it-novum', 'basic', { customerId });
  await giveNotice(admin, id, '2026-02-11T12:00:00Z');
});

it.each([
  '2026-02-11T12:00:00Z',
  '2027-02-10T23:00:00Z',
  '2027-03-30T21:59:59.999Z',
  '2027-03-30T22:00:00Z',
  '2028-02-28T23:00:00Z',
  '2033-12-31T23:00:00Z',
])('contracts are found by the deadline that they show and that has not passed, at %s', async (now) => {
  clock.moveTo(now);
  const all = await contracts();
  const today = dateAt(clock.now(), 'Europe/Berlin');
  const deadlines = all.flatMap(({ noticeDeadline }) => noticeDeadline ?? []);
  expect(all).toHaveLength(21);
  expect(deadlines).toHaveLength(20);
  for (const date of new Set(deadlines)) {
    const before = all.filter(
      ({ noticeDeadline }) => noticeDeadline !== null && noticeDeadline < date && noticeDeadline >= today,
    );
    expect(await contracts(date)).toEqual(before);
  }
  expect(await contracts('2099-01-01')).toHaveLength(deadlines.filter((date) => date >= today).length);
});
