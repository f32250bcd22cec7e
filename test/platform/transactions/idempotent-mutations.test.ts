import { randomUUID } from 'node:crypto';
import { GraphQLClient } from 'graphql-request';
import { accepted, open, requestUnder } from '../../incidents/incidents';
import { contactNamed, order, OrderedContract } from '../../support/builders';
import { EVERY_MUTATION, MUTATED_AT } from '../../support/every-mutation';
import { mutate } from '../../support/mutate';
import { rowCounts } from '../../support/row-counts';
import { sendKeyed } from '../../support/send-keyed';
import { TestClock } from '../../support/test-clock';
import { clientFor, useServer } from '../../support/test-server';

const server = useServer(new TestClock(MUTATED_AT), 'idempotent_mutations');
let admin: GraphQLClient;
let apiKey: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  apiKey = await server.keyOf('ADMIN');
});

const send = (mutation: string, input: object) =>
  sendKeyed(server.url, apiKey, mutation, input, EVERY_MUTATION[mutation]!.selection);

it.each(Object.keys(EVERY_MUTATION))(
  '%s answers a retry as the first time and does nothing again',
  async (mutation) => {
    const input = { ...(await EVERY_MUTATION[mutation]!.accepted(admin)), idempotencyKey: randomUUID() };
    const first = await send(mutation, input);
    expect(first.payload.userErrors).toEqual([]);
    const before = await rowCounts(server.database);
    expect(await send(mutation, input)).toEqual({ payload: first.payload, replayed: 'true' });
    expect(await rowCounts(server.database)).toEqual(before);
  },
);

const contractOf = () => order(admin, 'it-novum', 'premium', { orderReceivedAt: '2026-04-10T10:00:00Z' });

/** What came after, and would let the retry fail were it decided anew. */
const AFTERWARDS: readonly (readonly [
  string,
  () => Promise<object>,
  string,
  (id: string) => [string, object],
])[] = [
  [
    'addNamedContact',
    async () => ({ contractId: (await contractOf()).id, contact: contactNamed('Bob') }),
    'namedContact',
    (contactId) => ['removeNamedContact', { contactId }],
  ],
  [
    'registerSatellite',
    async () => ({ contractId: (await contractOf()).id, name: 'edge' }),
    'satellite',
    (satelliteId) => ['decommissionSatellite', { satelliteId }],
  ],
  [
    'openIncident',
    async () => requestUnder(await contractOf()),
    'incident',
    (incidentId) => ['voidIncident', { incidentId, reason: 'Twice.' }],
  ],
  [
    'orderContract',
    () => EVERY_MUTATION['orderContract']!.accepted(admin),
    'contract',
    (contractId) => ['giveNotice', { contractId, receivedAt: MUTATED_AT, party: 'CUSTOMER' }],
  ],
];

it.each(AFTERWARDS)(
  '%s answers a retry as it was then, whatever came after',
  async (mutation, inputOf, thing, next) => {
    const input = { ...(await inputOf()), idempotencyKey: randomUUID() };
    const first = await send(mutation, input);
    const [later, change] = next((first.payload[thing] as { id: string }).id);
    expect((await mutate(admin, later, change)).userErrors).toEqual([]);
    expect(await send(mutation, input)).toEqual({ payload: first.payload, replayed: 'true' });
  },
);

it('a step is answered again after the steps that followed it', async () => {
  const contract = await contractOf();
  const { id: incidentId } = await accepted(open(admin, contract));
  const answers = new Map<string, Awaited<ReturnType<typeof send>>>();
  const steps: [string, object][] = [
    ['recordFirstResponse', {}],
    ['awaitCustomer', { note: 'Which log?' }],
    ['resumeIncident', {}],
    ['resolveIncident', { note: 'Fixed.' }],
    ['closeIncident', {}],
    ['voidIncident', { reason: 'Twice.' }],
  ];
  const keyed = (input: object) => ({ ...input, incidentId, idempotencyKey: 'one key for all' });
  for (const [mutation, input] of steps) answers.set(mutation, await send(mutation, keyed(input)));
  for (const [mutation, input] of steps) {
    const { payload } = answers.get(mutation)!;
    expect(payload.userErrors).toEqual([]);
    expect(await send(mutation, keyed(input))).toEqual({ payload, replayed: 'true' });
  }
});

const CALLERS: readonly [string, (contract: OrderedContract) => Promise<GraphQLClient>][] = [
  ['a customer', async (contract) => server.as('CUSTOMER', await customerOf(contract))],
  ['staff of one provider', async () => clientFor(server.url, await server.keyBoundTo('it-novum', 'ADMIN'))],
];

async function customerOf({ id }: OrderedContract): Promise<string> {
  const query = 'query ($id: ID!) { contract(id: $id) { customer { id } } }';
  return (await admin.request<{ contract: { customer: { id: string } } }>(query, { id })).contract.customer
    .id;
}

it.each(CALLERS)(
  '%s sends a mutation again under its idempotency key, and it is made once',
  async (_who, as) => {
    const contract = await order(admin, 'it-novum', 'standard', { orderReceivedAt: '2026-03-01T10:00:00Z' });
    const client = await as(contract);
    const twice = async (mutation: string, input: object, fields: string) => {
      const keyed = { ...input, idempotencyKey: 'sent twice' };
      const first = await mutate(client, mutation, keyed, fields);
      expect(first.userErrors).toEqual([]);
      expect(await mutate(client, mutation, keyed, fields)).toEqual(first);
    };
    await twice('openIncident', requestUnder(contract), 'incident { reference }');
    await twice('registerSatellite', { contractId: contract.id, name: 'branch' }, 'satellite { id }');
  },
);
