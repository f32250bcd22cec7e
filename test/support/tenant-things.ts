import { GraphQLClient } from 'graphql-request';
import { parseGlobalId, toGlobalId } from '../../src/shared/domain/global-id';
import { booked, deliver, orderAdditional, ordersOf } from '../consulting/consulting-api';
import { endpointIn } from '../events/webhook-mutations';
import { accepted, open } from '../incidents/incidents';
import { contactNamed, createCustomer, order } from './builders';
import { idOf, mutate } from './mutate';
import { TestServer } from './test-server';

/** Ids of things that belong to one customer, by their types, and the numbers by which some are found too. */
export type Things = Readonly<Record<string, string>>;

/** A customer that has one of each thing, under a contract of it-novum that is active from 31 May 2026 on. */
export async function makeThings(
  { database }: Pick<TestServer, 'database'>,
  admin: GraphQLClient,
  customer: object = {},
): Promise<Things> {
  const customerId = await createCustomer(admin, customer);
  const contacts = [contactNamed('Ada'), contactNamed('Bob')];
  const fields = { customerId, contacts, orderReceivedAt: '2026-05-01T10:00:00Z' };
  const contract = await order(admin, 'it-novum', 'premium', fields);
  const contractId = contract.id;
  await orderAdditional(admin, contractId, 2);
  const [delivered] = await booked(admin, contractId, '2026-06-09T08:00:00Z');
  await deliver(admin, delivered!.id, '2026-06-09T08:00:00Z');
  const [block] = await booked(admin, contractId, '2026-06-22T08:00:00Z');
  const incident = await accepted(open(admin, contract));
  const satellite = await mutate(
    admin,
    'registerSatellite',
    { contractId, name: 'edge' },
    'satellite { id }',
  );
  const [ordered] = await ordersOf(admin, contractId);
  const { contract: read } = await admin.request<{
    contract: { customer: { number: string }; decisions: { nodes: { id: string }[] } };
  }>('query ($id: ID!) { contract(id: $id) { customer { number } decisions { nodes { id } } } }', {
    id: contractId,
  });
  const [usage] = await database.sql.rows<{ position: string }>(
    `SELECT position FROM consulting_events e JOIN contracts c ON c.id = e.contract_id
     WHERE c.number = $1 AND position IS NOT NULL ORDER BY position LIMIT 1`,
    [contract.number],
  );
  const [event] = await database.sql.rows<{ position: string }>(
    `SELECT position FROM events e JOIN contracts c ON c.id = e.contract_id
     WHERE c.number = $1 AND type = 'incident.received' ORDER BY position LIMIT 1`,
    [contract.number],
  );
  const key = await mutate(
    admin,
    'createApiKey',
    { name: 'of the provider', role: 'SUPPORT', providerCode: 'it-novum' },
    'apiKey { id }',
  );
  const { endpointId } = await endpointIn(admin);
  const [delivery] = await database.sql.rows<{ id: string }>(
    `INSERT INTO webhook_deliveries (endpoint_id, position, attempt, at, status, duration_ms)
     VALUES ($1, $2, 1, '2026-06-10T10:00:00Z', 200, 5) RETURNING id`,
    [parseGlobalId(endpointId)!.id, event!.position],
  );
  return {
    WebhookEndpoint: endpointId,
    WebhookDelivery: toGlobalId('WebhookDelivery', delivery!.id),
    ApiKey: idOf(key, 'apiKey'),
    Customer: customerId,
    Contract: contractId,
    NamedContact: contract.namedContacts[0]!.id,
    Satellite: idOf(satellite, 'satellite'),
    Incident: incident.id,
    ConsultingBlock: block!.id,
    ConsultingOrder: ordered!.id,
    ConsultingUsage: toGlobalId('ConsultingUsage', usage!.position),
    Event: toGlobalId('Event', event!.position),
    DecisionRecord: read.decisions.nodes[0]!.id,
    'contract number': contract.number,
    'customer number': read.customer.number,
    reference: incident.reference,
  };
}
