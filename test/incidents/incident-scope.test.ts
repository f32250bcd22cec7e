import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { rowCounts } from '../support/row-counts';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { accepted, IncidentNode, open, readIncident, requestUnder, step } from './incidents';

const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };

const server = useServer(new TestClock('2026-06-10T10:00:00Z'));
let admin: GraphQLClient;
let own: OrderedContract;
let foreign: OrderedContract;
let foreignIncident: IncidentNode;
let customer: GraphQLClient;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  const customerId = await createCustomer(admin);
  own = await order(admin, 'it-novum', 'standard', { ...ACTIVE, customerId });
  foreign = await order(admin, 'it-novum', 'standard', ACTIVE);
  foreignIncident = await accepted(open(admin, foreign));
  customer = await server.as('CUSTOMER', customerId);
});

const unknownId = (type: string) => toGlobalId(type, '999999999');

describe('a customer', () => {
  it('a customer opens and sees its own incidents', async () => {
    const incident = await accepted(open(customer, own));
    expect(await readIncident(customer, incident.id)).toEqual(incident);
    const document = 'query ($id: ID!) { incident(id: $id) { contract { number } contact { name } } }';
    expect(await customer.request(document, { id: incident.id })).toEqual({
      incident: { contract: { number: own.number }, contact: { name: 'Ada' } },
    });
  });

  it('a customer sees no incident of somebody else, by whatever way', async () => {
    const { id, reference } = foreignIncident;
    const document = `query ($id: ID!, $reference: String!, $contractId: ID!) {
      byId: incident(id: $id) { id } byReference: incident(reference: $reference) { id } node(id: $id) { id } nodes(ids: [$id]) { id }
      incidents(filter: { contractId: $contractId }) { totalCount nodes { id } }
    }`;
    const seen = { byId: null, byReference: null, node: null, nodes: [null] };
    const nothing = { ...seen, incidents: { totalCount: 0, nodes: [] } };
    expect(await customer.request(document, { id, reference, contractId: foreign.id })).toEqual(nothing);
    const unknown = {
      id: unknownId('Incident'),
      reference: 'ITN-1999-000001',
      contractId: unknownId('Contract'),
    };
    expect(await customer.request(document, unknown)).toEqual(nothing);
  });

  it('a customer lists no incident of somebody else', async () => {
    const { incidents } = await customer.request<{
      incidents: { nodes: { contract: { number: string } }[] };
    }>('query { incidents(first: 100) { nodes { contract { number } } } }');
    const numbers = incidents.nodes.map((node) => node.contract.number);
    expect(new Set(numbers)).toEqual(new Set([own.number]));
  });

  it('a customer opens no incident under a contract of somebody else, which answers as one that does not exist', async () => {
    const before = await rowCounts(server.database);
    const underForeign = await open(customer, foreign);
    expect(underForeign.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'contractId'] }]);
    const unknown = requestUnder(foreign, { contractId: unknownId('Contract') });
    expect(await mutate(customer, 'openIncident', unknown, 'incident { id }')).toEqual(underForeign);
    expect(await rowCounts(server.database)).toEqual(before);
  });

  it('a customer names no contact of somebody else for an incident, who answers as one that does not exist', async () => {
    const foreignContact = await open(customer, own, { contactId: foreign.namedContacts[0]!.id });
    expect(codesOf(foreignContact)).toEqual(['CONTACT_NOT_NAMED']);
    expect(await open(customer, own, { contactId: unknownId('NamedContact') })).toEqual(foreignContact);
  });

  it.each([
    ['recordFirstResponse', {}],
    ['escalateIncident', { note: 'x' }],
    ['awaitCustomer', { note: 'x' }],
    ['correctIncident', { impact: 'LOW', reason: 'x' }],
    ['resolveIncident', { note: 'x' }],
    ['closeIncident', {}],
    ['voidIncident', { reason: 'x' }],
    ['linkBug', { reference: 'x', severity: 'OTHER' }],
  ])('a customer may not call %s, not even on its own incident', async (mutation, input) => {
    const { id } = await accepted(open(admin, own));
    await expect(step(customer, mutation, id, input)).rejects.toThrow(
      `A key of role CUSTOMER may not call Mutation.${mutation}.`,
    );
  });

  it.each([
    ['resumeIncident', {}],
    ['reopenIncident', { note: 'x' }],
    ['addIncidentNote', { note: 'x' }],
  ])('a customer finds no incident of somebody else by %s', async (mutation, input) => {
    const answer = await step(customer, mutation, foreignIncident.id, input);
    expect(answer.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'incidentId'] }]);
    expect(await step(customer, mutation, unknownId('Incident'), input)).toEqual(answer);
    expect(await readIncident(admin, foreignIncident.id)).toEqual(foreignIncident);
  });
});

it.each(['SALES', 'BILLING'] as const)('a key of role %s reads incidents and changes none', async (role) => {
  const client = await server.as(role);
  expect(await readIncident(client, foreignIncident.id)).toEqual(foreignIncident);
  await expect(open(client, foreign)).rejects.toThrow('may not call Mutation.openIncident');
  await expect(step(client, 'closeIncident', foreignIncident.id)).rejects.toThrow('may not call');
});
