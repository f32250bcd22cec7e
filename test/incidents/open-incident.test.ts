import { GraphQLClient } from 'graphql-request';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, IncidentNode, OF_OP5, open, readIncident, usedAt } from './incidents';

const NOW = '2026-06-10T10:00:00.000Z';
/** Ordered on 2026-04-10 by Berlin's clock, and so active from 2026-05-10 on. */
const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(() => clock.moveTo(NOW));

const NOT_YET = {
  firstRespondedAt: null,
  firstResponseRecordedAt: null,
  firstResponseKind: null,
  firstResponseChannel: null,
  firstResponseTo: null,
  responseMet: null,
  resolvedOnFirstCall: null,
  closesByItselfAt: null,
  closingWarningAt: null,
  voidedAt: null,
  duplicateOf: null,
};

describe('an accepted request', () => {
  it('an accepted request is answered with its reference, its promise and its history', async () => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    const incident = await accepted(open(admin, contract, { impact: 'MEDIUM' }));
    expect(incident).toEqual({
      ...NOT_YET,
      id: expect.any(String),
      reference: expect.stringMatching(/^ITN-2026-\d{6,}$/),
      status: 'NEW',
      supportLine: 1,
      channel: 'EMAIL',
      impact: 'MEDIUM',
      testSystem: false,
      receivedAt: NOW,
      responseDueAt: '2026-06-11T10:00:00.000Z',
      bugReference: null,
      bugSeverity: null,
      product: 'openitcockpit-enterprise',
      productVersion: '4.8.2',
      platformVersion: 'Debian 12',
      distributedSetup: false,
      priority: false,
      recordedAt: NOW,
      history: [
        {
          at: NOW,
          recordedAt: NOW,
          kind: 'RECEIVED',
          note: null,
          internal: false,
          responseDueAt: '2026-06-11T10:00:00.000Z',
          actor: 'test ADMIN',
        },
      ],
    });
    expect(await readIncident(admin, incident.id)).toEqual(incident);
    expect(await usedAt(admin, contract.id)).toBe(1);
  });

  it('an accepted request is found by its reference, with contract, contact and report', async () => {
    const contract = await order(admin, 'op5', 'basic', ACTIVE);
    const { id, reference } = await accepted(open(admin, contract, { ...OF_OP5, channel: 'WEB' }));
    const document = `query ($reference: String!) { incident(reference: $reference) {
      id channel product productVersion platformVersion description contract { id } contact { id name email phone }
    } }`;
    const { incident } = await admin.request<{ incident: IncidentNode }>(document, { reference });
    expect(reference).toMatch(/^OP5-2026-\d{6,}$/);
    expect(incident).toEqual({
      id,
      channel: 'WEB',
      ...OF_OP5,
      platformVersion: 'Debian 12',
      description: 'The web interface does not answer.',
      contract: { id: contract.id },
      contact: { id: contract.namedContacts[0]!.id, ...contactNamed('Ada') },
    });
  });

  it('an accepted request is also found as a node', async () => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    const { id, reference } = await accepted(open(admin, contract));
    const document = 'query ($id: ID!) { node(id: $id) { __typename id ... on Incident { reference } } }';
    expect(await admin.request(document, { id })).toEqual({
      node: { __typename: 'Incident', id, reference },
    });
  });

  it('an accepted request bears the year of receipt by the clock of the provider', async () => {
    const contract = await order(admin, 'it-novum', 'standard', ACTIVE);
    clock.moveTo('2026-12-31T22:59:59Z');
    expect((await accepted(open(admin, contract))).reference).toMatch(/^ITN-2026-/);
    clock.moveTo('2026-12-31T23:00:00Z');
    expect((await accepted(open(admin, contract))).reference).toMatch(/^ITN-2027-/);
  });

  it('an accepted request shares its reference with no other, however many are written at once', async () => {
    const contracts = await Promise.all([1, 2, 3, 4].map(() => order(admin, 'op5', 'basic', ACTIVE)));
    const writers = contracts.flatMap((contract) => Array<OrderedContract>(10).fill(contract));
    const answers = await Promise.all(writers.map((contract) => open(admin, contract, OF_OP5)));
    const references = await Promise.all(answers.map(async (answer) => (await accepted(answer)).reference));
    expect(new Set(references).size).toBe(40);
  });
});

describe('a test system', () => {
  it('an incident of a test system counts as LOW whatever is reported, and is promised what LOW is', async () => {
    const contract = await order(admin, 'it-novum', 'premium', ACTIVE);
    const incident = await accepted(open(admin, contract, { testSystem: true, impact: 'CRITICAL' }));
    // 12 hours from 12:00 Berlin time: 6 on that day, 6 on the next.
    expect(incident).toMatchObject({
      testSystem: true,
      impact: 'LOW',
      responseDueAt: '2026-06-11T12:00:00.000Z',
    });
  });
});

describe('the promise', () => {
  it('the promise of an incident is none where the plan makes none', async () => {
    const contract = await order(admin, 'it-novum', 'basic', ACTIVE);
    expect((await accepted(open(admin, contract))).responseDueAt).toBeNull();
  });

  it('the promise of an incident stays as it was though the customer moves to another clock, which counts from then on', async () => {
    const customerId = await createCustomer(admin);
    const contract = await order(admin, 'op5', 'standard', { ...ACTIVE, customerId });
    const before = await accepted(open(admin, contract, OF_OP5));
    expect(before.responseDueAt).toBe('2026-06-11T15:00:00.000Z'); // 17:00 in Stockholm
    clock.moveTo('2026-06-10T11:00:00Z');
    await mutate(admin, 'updateCustomer', { customerId, region: 'AMERICAS' });
    expect(await readIncident(admin, before.id)).toEqual(before);
    const after = await accepted(open(admin, contract, OF_OP5));
    expect(after.responseDueAt).toBe('2026-06-11T22:00:00.000Z'); // 17:00 in Chicago
    const backDated = await accepted(open(admin, contract, { ...OF_OP5, receivedAt: NOW }));
    expect(backDated.responseDueAt).toBe(before.responseDueAt);
  });
});

describe('a customer of a partner', () => {
  async function partnered(provider: string, plan: string) {
    const partnerId = await createCustomer(admin, { isPartner: true });
    const customerId = await createCustomer(admin, { partnerId });
    const ofPartner = await order(admin, provider, plan, {
      ...ACTIVE,
      customerId: partnerId,
      contacts: [contactNamed('Paula')],
    });
    return {
      customerId,
      ofPartner,
      ofCustomer: await order(admin, provider, plan, { ...ACTIVE, customerId }),
    };
  }

  it('an incident of a customer of a partner starts at second line at OP5, whether the partner reports or the customer', async () => {
    const { ofPartner, ofCustomer } = await partnered('op5', 'standard');
    const paula = { ...OF_OP5, contactId: ofPartner.namedContacts[0]!.id };
    expect((await accepted(open(admin, ofCustomer, OF_OP5))).supportLine).toBe(2);
    expect((await accepted(open(admin, ofCustomer, paula))).supportLine).toBe(2);
    expect((await accepted(open(admin, ofPartner, OF_OP5))).supportLine).toBe(1);
  });

  it('an incident of a customer of a partner starts at first line at it-novum, which knows no partners', async () => {
    const { ofPartner, ofCustomer } = await partnered('it-novum', 'standard');
    const paula = { contactId: ofPartner.namedContacts[0]!.id };
    expect((await accepted(open(admin, ofCustomer))).supportLine).toBe(1);
    expect(codesOf(await open(admin, ofCustomer, paula))).toEqual(['CONTACT_NOT_NAMED']);
  });

  it('a customer of a partner sees which contact of the partner reported', async () => {
    const { customerId, ofPartner, ofCustomer } = await partnered('op5', 'standard');
    const paula = { ...OF_OP5, contactId: ofPartner.namedContacts[0]!.id };
    const { id } = await accepted(open(admin, ofCustomer, paula));
    const document = 'query ($id: ID!) { incident(id: $id) { contact { name } } }';
    const answer = await (await server.as('CUSTOMER', customerId)).request(document, { id });
    expect(answer).toEqual({ incident: { contact: { name: 'Paula' } } });
  });
});

describe('an instant of receipt', () => {
  let contract: OrderedContract;
  beforeEach(async () => (contract = await order(admin, 'it-novum', 'standard', ACTIVE)));

  it.each([
    ['5 minutes ahead', '2026-06-10T10:05:00.000Z'],
    ['of the first instant of the contract', '2026-05-09T22:00:00.000Z'],
  ])('an instant of receipt %s is taken', async (_name, receivedAt) => {
    const incident = await accepted(open(admin, contract, { receivedAt }));
    expect(incident.receivedAt).toBe(receivedAt);
    expect(incident.history).toMatchObject([{ at: receivedAt, kind: 'RECEIVED' }]);
  });

  it.each([
    ['more than 5 minutes ahead', '2026-06-10T10:05:00.001Z', ['INVALID_INPUT']],
    ['before the first day of the contract', '2026-05-09T21:59:59.999Z', ['CONTRACT_NOT_ACTIVE']],
    ['before the order', '2026-01-01T00:00:00.000Z', ['CONTRACT_NOT_ACTIVE', 'CONTACT_NOT_NAMED']],
  ])('an instant of receipt %s is refused', async (_name, receivedAt, codes) => {
    expect(codesOf(await open(admin, contract, { receivedAt }))).toEqual(codes);
    expect(await usedAt(admin, contract.id)).toBe(0);
  });

  it('an instant of receipt decides who was a contact', async () => {
    const [former] = contract.namedContacts;
    await mutate(admin, 'replaceNamedContact', { contactId: former!.id, contact: contactNamed('Bob') });
    const backDated = { contactId: former!.id, receivedAt: '2026-06-10T09:59:59.999Z' };
    expect(codesOf(await open(admin, contract, backDated))).toEqual([]);
    expect(codesOf(await open(admin, contract, { contactId: former!.id }))).toEqual(['CONTACT_NOT_NAMED']);
  });
});
