import { GraphQLClient } from 'graphql-request';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, OF_OP5, open, step } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
const clock = new TestClock(NOW);
const server = useServer(clock, 'incident_filter');
let admin: GraphQLClient;
let standard: OrderedContract;
let premium: OrderedContract;
let op5: OrderedContract;
/** What each is called here, by its reference. */
const named: Record<string, string> = {};
const references: Record<string, string> = {};
let dueAt: string;

async function opened(
  name: string,
  contract: OrderedContract,
  changes: object,
  ...steps: readonly (readonly [string, object])[]
): Promise<void> {
  const incident = await accepted(open(admin, contract, changes));
  named[incident.reference] = name;
  references[name] = incident.reference;
  if (name === 'critical') dueAt = incident.responseDueAt!;
  for (const [mutation, input] of steps) await step(admin, mutation, incident.id, input);
}

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const ordered = { orderReceivedAt: '2026-04-10T10:00:00Z', customerId: await createCustomer(admin) };
  standard = await order(admin, 'it-novum', 'standard', ordered);
  premium = await order(admin, 'it-novum', 'premium', ordered);
  op5 = await order(admin, 'op5', 'standard', ordered);
  await opened('low', standard, { impact: 'LOW' });
  await opened('critical', standard, {});
  await opened('raised', standard, { impact: 'LOW' }, ['escalateIncident', { note: 'Too hard.' }]);
  await opened('met', standard, { impact: 'LOW' }, ['recordFirstResponse', {}]);
  await opened('called', premium, { channel: 'PHONE' });
  clock.moveTo('2026-06-11T10:00:00.000Z');
  await opened('foreign', op5, { impact: 'LOW', ...OF_OP5 });
  await opened('znuny', standard, { impact: 'LOW', product: 'znuny', productVersion: '6.5' });
});

async function names(filter: object): Promise<readonly string[]> {
  const { incidents } = await admin.request<{
    incidents: { nodes: { reference: string }[]; totalCount: number };
  }>('query ($filter: IncidentFilter) { incidents(filter: $filter) { totalCount nodes { reference } } }', {
    filter,
  });
  expect(incidents.totalCount).toBe(incidents.nodes.length);
  return incidents.nodes.map(({ reference }) => named[reference]!);
}

const FIRST_DAY = ['low', 'critical', 'raised', 'met', 'called'];
const ALL = [...FIRST_DAY, 'foreign', 'znuny'];
const without = (...left: readonly string[]) => ALL.filter((name) => !left.includes(name));

it.each<[string, () => object, readonly string[]]>([
  ['nothing that filters', () => ({}), ALL],
  ['its whole reference', () => ({ search: references.raised!.toLowerCase() }), ['raised']],
  ['a part of its product', () => ({ search: 'NUNY' }), ['znuny']],
  ['a text that is in none', () => ({ search: 'no such thing' }), []],
  ['one of several statuses', () => ({ statuses: ['IN_PROGRESS', 'RESOLVED'] }), ['met']],
  ['a provider', () => ({ providerCode: 'op5' }), ['foreign']],
  ['the other provider', () => ({ providerCode: 'it-novum' }), without('foreign')],
  ['a plan of either provider', () => ({ planCode: 'standard' }), without('called')],
  ['a plan of one provider', () => ({ planCode: 'premium', providerCode: 'it-novum' }), ['called']],
  ['a contact', () => ({ contactId: op5.namedContacts[0]!.id }), ['foreign']],
  ['an impact', () => ({ impact: 'CRITICAL' }), ['critical', 'called']],
  ['a channel', () => ({ channel: 'PHONE' }), ['called']],
  ['a line of support', () => ({ supportLine: 2 }), ['raised']],
  [
    'the first line of support',
    () => ({ supportLine: 1, contractId: standard.id }),
    ['low', 'critical', 'met', 'znuny'],
  ],
  [
    'when it was received, the first instant included',
    () => ({ receivedFrom: '2026-06-11T10:00:00Z' }),
    ['foreign', 'znuny'],
  ],
  ['when it was received, a millisecond later', () => ({ receivedFrom: '2026-06-11T10:00:00.001Z' }), []],
  ['before when it was received, that instant left out', () => ({ receivedBefore: NOW }), []],
  [
    'before when it was received, a millisecond later',
    () => ({ receivedBefore: '2026-06-10T10:00:00.001Z' }),
    FIRST_DAY,
  ],
  [
    'before when the response is due, that instant left out',
    () => ({ contractId: standard.id, responseDueBefore: dueAt }),
    [],
  ],
  [
    'before when the response is due, a millisecond later',
    () => ({ contractId: standard.id, responseDueBefore: new Date(Date.parse(dueAt) + 1) }),
    ['critical'],
  ],
  ['a response in time', () => ({ responseMet: true }), ['met']],
  ['a response too late', () => ({ responseMet: false }), []],
])('incidents are found by %s', async (_what, filter, expected) => {
  expect(await names(filter())).toEqual(expected);
});

it.each([
  [{ providerCode: 'op6' }, 'filter.providerCode names no provider; there are it-novum, op5.'],
  [{ planCode: 'gold' }, 'filter.planCode names no plan; there are basic, standard, premium.'],
  [{ supportLine: 4 }, 'supportLine must be 1, 2 or 3.'],
])('a filter of incidents that names nothing is refused: %j', async (filter, message) => {
  await expect(names(filter)).rejects.toThrow(message);
});
