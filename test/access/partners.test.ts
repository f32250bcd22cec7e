import { GraphQLClient } from 'graphql-request';
import {
  OF_OP5,
  accepted,
  IncidentNode,
  open,
  readIncident,
  requestUnder,
  step,
} from '../incidents/incidents';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { clientFor, useServer } from '../support/test-server';

const NOW = '2026-06-10T10:00:00Z';
/** Active from 10 May on. */
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;
let partnerId: string;
let customerId: string;
let partner: GraphQLClient;
let partners: OrderedContract;
let withOp5: OrderedContract;
let withItNovum: OrderedContract;
let incident: IncidentNode;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  partnerId = await createCustomer(admin, { isPartner: true, name: 'Partner' });
  customerId = await createCustomer(admin, { partnerId, name: 'Below the partner' });
  partners = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId: partnerId });
  withOp5 = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId });
  withItNovum = await order(admin, 'it-novum', 'standard', { ...ACTIVE, customerId });
  incident = await accepted(open(admin, withOp5, OF_OP5));
  partner = await server.as('CUSTOMER', partnerId);
});
beforeEach(() => clock.moveTo(NOW));

const SEEN = `query ($contract: ID!, $customer: ID!, $incident: ID!, $contact: ID!) {
  contract(id: $contract) { id } customer(id: $customer) { id } incident(id: $incident) { id }
  contractNode: node(id: $contract) { id } contactNode: node(id: $contact) { id }
  nodes(ids: [$contract, $customer, $incident, $contact]) { id }
  contracts { totalCount nodes { id } } customers { totalCount nodes { id } } incidents { totalCount nodes { id } }
  ofContract: incidents(filter: { contractId: $contract }) { totalCount }
}`;

interface Seen {
  readonly contract: { id: string } | null;
  readonly nodes: readonly ({ id: string } | null)[];
  readonly contracts: { totalCount: number; nodes: { id: string }[] };
  readonly customers: { totalCount: number; nodes: { id: string }[] };
  readonly incidents: { totalCount: number; nodes: { id: string }[] };
}

const ids = () => ({
  contract: withOp5.id,
  customer: customerId,
  incident: incident.id,
  contact: withOp5.namedContacts[0]!.id,
});
const seenBy = (client: GraphQLClient) => client.request<Seen>(SEEN, ids());

const NOTHING = {
  contract: null,
  customer: null,
  incident: null,
  contractNode: null,
  contactNode: null,
  nodes: [null, null, null, null],
  ofContract: { totalCount: 0 },
};

it('a partner sees its customer, with contracts, incidents, quotas and contacts of the provider that both have', async () => {
  expect(await seenBy(partner)).toMatchObject({
    contract: { id: withOp5.id },
    customer: { id: customerId },
    incident: { id: incident.id },
    nodes: [{ id: withOp5.id }, { id: customerId }, { id: incident.id }, {}],
    contracts: { totalCount: 2, nodes: [{ id: partners.id }, { id: withOp5.id }] },
    customers: { totalCount: 2, nodes: [{ id: partnerId }, { id: customerId }] },
    incidents: { totalCount: 1, nodes: [{ id: incident.id }] },
    ofContract: { totalCount: 1 },
  });
  const document = `query ($id: ID!) { contract(id: $id) {
    customer { name partner { id } } namedContacts { name } snapshot { incidents { used } namedContacts { limit } }
    incidents { totalCount nodes { reference description contact { name } history { kind actor } } } } }`;
  expect(await partner.request(document, { id: withOp5.id })).toMatchObject({
    contract: {
      customer: { name: 'Below the partner', partner: { id: partnerId } },
      namedContacts: [{ name: 'Ada' }],
      snapshot: { incidents: { used: 1 }, namedContacts: { limit: 4 } },
      incidents: {
        totalCount: 1,
        nodes: [{ reference: incident.reference, history: [{ kind: 'RECEIVED' }] }],
      },
    },
  });
});

it('a partner lists its customers with their contracts that it sees, forwards and backwards', async () => {
  const page = 'totalCount nodes { name contracts { totalCount nodes { id } } }';
  const document = `query ($id: ID!) { customer(id: $id) {
    forwards: customers(first: 1) { ${page} } backwards: customers(last: 1) { ${page} } } }`;
  const expected = {
    totalCount: 1,
    nodes: [{ name: 'Below the partner', contracts: { totalCount: 1, nodes: [{ id: withOp5.id }] } }],
  };
  expect(await partner.request(document, { id: partnerId })).toEqual({
    customer: { forwards: expected, backwards: expected },
  });
  const { customer } = await admin.request<{ customer: { customers: { nodes: object[] } } }>(
    'query ($id: ID!) { customer(id: $id) { customers { nodes { contracts { totalCount } } } } }',
    { id: partnerId },
  );
  expect(customer.customers.nodes).toEqual([{ contracts: { totalCount: 2 } }]);
});

it('a partner sees no contract of its customer with a provider with which it has none', async () => {
  const document = 'query ($id: ID!) { contract(id: $id) { id } node(id: $id) { id } }';
  expect(await partner.request(document, { id: withItNovum.id })).toEqual({ contract: null, node: null });
});

it.each([
  ['before its own contract is active', '2026-05-09T10:00:00Z'],
  ['after its own contract has ended', '2027-05-10T10:00:00Z'],
])('a partner sees nothing of its customer %s', async (_when, at) => {
  clock.moveTo(NOW);
  const ending = await createCustomer(admin, { isPartner: true });
  const below = await createCustomer(admin, { partnerId: ending });
  const own = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId: ending });
  const theirs = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId: below });
  const opened = await accepted(open(admin, theirs, OF_OP5));
  await mutate(admin, 'giveNotice', { contractId: own.id, receivedAt: NOW, party: 'CUSTOMER' });
  const client = await server.as('CUSTOMER', ending);
  const asked = {
    contract: theirs.id,
    customer: below,
    incident: opened.id,
    contact: theirs.namedContacts[0]!.id,
  };
  expect(await client.request<Seen>(SEEN, asked)).toMatchObject({ contract: { id: theirs.id } });
  clock.moveTo(at);
  expect(await client.request<Seen>(SEEN, asked)).toEqual({
    ...NOTHING,
    contracts: { totalCount: 1, nodes: [{ id: own.id }] },
    customers: { totalCount: 1, nodes: [{ id: ending }] },
    incidents: { totalCount: 0, nodes: [] },
  });
  const refused = await open(client, theirs, OF_OP5);
  expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'contractId'] }]);
});

it('a customer sees its partner, and what is the partner’s, as little as anybody else’s', async () => {
  const below = await server.as('CUSTOMER', customerId);
  const document = `query ($partner: ID!, $contract: ID!) { customer(id: $partner) { id } contract(id: $contract) { id }
    contracts { nodes { id } } customers { nodes { id partner { id } customers { totalCount } } } }`;
  expect(await below.request(document, { partner: partnerId, contract: partners.id })).toEqual({
    customer: null,
    contract: null,
    contracts: { nodes: [{ id: withOp5.id }, { id: withItNovum.id }] },
    customers: { nodes: [{ id: customerId, partner: null, customers: { totalCount: 0 } }] },
  });
});

it('a customer that is a partner of others sees nothing of this one', async () => {
  const other = await createCustomer(admin, { isPartner: true });
  await order(admin, 'op5', 'standard', { ...ACTIVE, customerId: other });
  expect(await seenBy(await server.as('CUSTOMER', other))).toMatchObject(NOTHING);
});

it('a partner opens an incident for its customer, in the name of either’s contact, which starts at second line', async () => {
  const question = `query ($input: CanOpenIncidentInput!) { canOpenIncident(input: $input) { allowed userErrors { code } } }`;
  const input = { contractId: withOp5.id, contactId: partners.namedContacts[0]!.id };
  expect(await partner.request(question, { input })).toEqual({
    canOpenIncident: { allowed: true, userErrors: [] },
  });
  for (const { id: contactId } of [withOp5.namedContacts[0]!, partners.namedContacts[0]!]) {
    const opened = await accepted(open(partner, withOp5, { ...OF_OP5, contactId }));
    expect(opened.supportLine).toBe(2);
    expect(await readIncident(partner, opened.id)).toEqual(opened);
  }
});

it('a partner answers a question for its customer', async () => {
  const { id } = await accepted(open(admin, withOp5, OF_OP5));
  await accepted(step(admin, 'recordFirstResponse', id));
  await accepted(step(admin, 'awaitCustomer', id, { note: 'Which log?' }));
  const answered = await accepted(step(partner, 'resumeIncident', id, { note: 'This one.' }));
  expect(answered.status).toBe('IN_PROGRESS');
  expect(answered.history.at(-1)).toMatchObject({
    kind: 'RESUMED',
    note: 'This one.',
    actor: 'test CUSTOMER',
  });
});

it('a customer that becomes a partner sees its customers a second later at most', async () => {
  const own = await createCustomer(admin);
  await order(admin, 'op5', 'standard', { ...ACTIVE, customerId: own });
  const key = await server.keyOf('CUSTOMER', own);
  const client = clientFor(server.url, key);
  await client.request('{ contracts { totalCount } }');
  await mutate(admin, 'updateCustomer', { customerId: own, isPartner: true });
  const below = await createCustomer(admin, { partnerId: own });
  const theirs = await order(admin, 'op5', 'basic', { ...ACTIVE, customerId: below });
  const sees = async () => {
    const { contract } = await client.request<{ contract: object | null }>(
      'query ($id: ID!) { contract(id: $id) { id } }',
      { id: theirs.id },
    );
    return contract !== null;
  };
  for (let tries = 0; tries < 50 && !(await sees()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await sees()).toBe(true);
});

it('a partner opens no incident under a contract of somebody who is no customer of it', async () => {
  const stranger = await createCustomer(admin);
  const theirs = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId: stranger });
  const before = await rowCounts(server.database);
  const answer = await mutate(partner, 'openIncident', requestUnder(theirs, OF_OP5), 'incident { id }');
  expect(codesOf(answer)).toEqual(['NOT_FOUND']);
  expect(await rowCounts(server.database)).toEqual(before);
});
