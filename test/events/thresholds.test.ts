import { GraphQLClient } from 'graphql-request';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { eventsAfter } from '../../src/events/persistence/events';
import { parseGlobalId } from '../../src/shared/domain/global-id';
import { requestUnder } from '../incidents/incidents';
import { order, OrderedContract, planId } from '../support/builders';
import { Answer, mutate } from '../support/mutate';
import { ServerProcess, startServerProcess } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor } from '../support/test-server';

const CALLERS = 40;
const SETTINGS = {
  DATABASE_POOL_SIZE: '20',
  DATABASE_STATEMENT_TIMEOUT_MS: '60000',
  COST_BUCKET_POINTS: '0',
};

let target: TestDatabase;
let processes: readonly ServerProcess[];
let clients: readonly GraphQLClient[];

beforeAll(async () => {
  target = await freshDatabase('thresholds');
  const caller = { name: 'caller', role: 'ADMIN', customerId: null } as const;
  const key = await createApiKey(target.database, caller, new Date());
  processes = await Promise.all([1, 2].map(() => startServerProcess(target.url, SETTINGS)));
  clients = processes.map(({ url }) => clientFor(url, key));
});
afterAll(async () => {
  await Promise.all(processes.map((server) => server.stop()));
  await target.close();
});

/** Of the contract in the order of events: a request, or a threshold with how many are used and granted. */
async function storyOf({ id }: OrderedContract): Promise<string[]> {
  const filter = {
    contractId: parseGlobalId(id)!.id,
    types: ['incident.received', 'quota.threshold_reached'],
  };
  const events = await eventsAfter(target.database.sql, '0', filter, 1_000);
  return events.map(({ type, data }) =>
    type === 'incident.received'
      ? 'received'
      : `${data['percent'] as number} % ${data['used'] as number} of ${data['limit'] as number}`,
  );
}
const thresholdsOf = async (contract: OrderedContract) =>
  (await storyOf(contract)).filter((line) => line !== 'received');

async function openAll(contract: OrderedContract, count: number): Promise<Answer[]> {
  const input = requestUnder(contract);
  return Promise.all(
    Array.from({ length: count }, (_, n) =>
      mutate(clients[n % 2]!, 'openIncident', input, 'incident { id }'),
    ),
  );
}

const active = (plan: string) => {
  const orderReceivedAt = new Date(Date.now() - 60 * 86_400_000).toISOString();
  return order(clients[0]!, 'it-novum', plan, { orderReceivedAt });
};

it('each threshold of a quota is told once, at the request that reaches it, with forty callers on two processes', async () => {
  const contract = await active('standard');
  const answers = await openAll(contract, CALLERS);
  expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(25);
  const story = await storyOf(contract);
  const received = (count: number) => Array.from({ length: count }, () => 'received');
  expect(story).toEqual([...received(20), '80 % 20 of 25', ...received(5), '100 % 25 of 25']);
}, 120_000);

it('a unit that is given back arms no threshold again, and a new limit does', async () => {
  const contract = await active('basic');
  const opened = await openAll(contract, 5);
  const atBasic = ['80 % 4 of 5', '100 % 5 of 5'];
  expect(await thresholdsOf(contract)).toEqual(atBasic);
  const incidentId = (opened[0] as unknown as { incident: { id: string } }).incident.id;
  await mutate(clients[0]!, 'voidIncident', { incidentId, reason: 'Twice.' });
  await openAll(contract, 1);
  expect(await thresholdsOf(contract)).toEqual(atBasic);
  const standard = await planId(clients[0]!, 'it-novum', 'standard');
  await mutate(clients[0]!, 'changePlan', { contractId: contract.id, planId: standard });
  await openAll(contract, 20);
  expect(await thresholdsOf(contract)).toEqual([...atBasic, '80 % 20 of 25', '100 % 25 of 25']);
}, 120_000);

it('a booking of several blocks tells both thresholds that it jumps over, and a quota of 0 none', async () => {
  const startsAt = new Date(Date.now() + 10 * 86_400_000).toISOString();
  const premium = await active('premium');
  const booking = { startsAt, subject: 'Upgrade', blocks: 3 };
  await mutate(clients[0]!, 'bookConsultingBlock', { contractId: premium.id, ...booking });
  expect(await thresholdsOf(premium)).toEqual(['80 % 3 of 3', '100 % 3 of 3']);
  const basic = await active('basic');
  const ordered = { contractId: basic.id, blocks: 1, listPricePerHour: '150', currency: 'EUR' };
  await mutate(clients[0]!, 'orderAdditionalConsulting', ordered);
  await mutate(clients[0]!, 'bookConsultingBlock', { contractId: basic.id, ...booking, blocks: 1 });
  expect(await thresholdsOf(basic)).toEqual([]);
});
