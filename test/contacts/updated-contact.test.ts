import { GraphQLClient } from 'graphql-request';
import { contactNamed, createCustomer, order, OrderedContract } from '../support/builders';
import { codesOf, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const NOW = '2026-06-10T10:00:00.000Z';
const LATER = '2026-07-10T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-05-01T10:00:00Z' };

const clock = new TestClock(NOW);
const server = useServer(clock);
let admin: GraphQLClient;
let contract: OrderedContract;

beforeEach(async () => {
  clock.moveTo(NOW);
  admin ??= await server.as('ADMIN');
  contract = await order(admin, 'it-novum', 'standard', ACTIVE);
});

const update = (client: GraphQLClient, input: object) =>
  mutate(client, 'updateNamedContact', input, 'namedContact { id name email phone since until }');
const ada = () => contract.namedContacts[0]!.id;

interface Contact {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

async function contactsAt(at: string | null): Promise<Contact[]> {
  const document =
    'query ($id: ID!, $at: DateTime) { contract(id: $id) { namedContacts(at: $at) { id name phone } } }';
  const answer = await admin.request<{ contract: { namedContacts: Contact[] } }>(document, {
    id: contract.id,
    at,
  });
  return answer.contract.namedContacts;
}

it('updating a contact changes name and phone number of the same person, with the same id', async () => {
  const { namedContact } = await update(admin, { contactId: ada(), name: 'Ada Byron', phone: '+49 661 1' });
  expect(namedContact).toMatchObject({
    id: ada(),
    name: 'Ada Byron',
    email: 'ada@example.com',
    phone: '+49 661 1',
    until: null,
  });
  expect(await contactsAt(null)).toEqual([{ id: ada(), name: 'Ada Byron', phone: '+49 661 1' }]);
});

it('updating a contact leaves what is left out, or null', async () => {
  await update(admin, { contactId: ada(), name: 'Ada Byron', phone: null });
  await update(admin, { contactId: ada(), phone: '+49 661 1' });
  expect(await contactsAt(null)).toEqual([{ id: ada(), name: 'Ada Byron', phone: '+49 661 1' }]);
});

it('updating a contact changes no answer for an instant before, however often it comes', async () => {
  const answered = await contactsAt(NOW);
  clock.moveTo(LATER);
  await update(admin, { contactId: ada(), name: 'Ada Byron' });
  clock.moveTo('2026-08-10T10:00:00.000Z');
  await update(admin, { contactId: ada(), name: 'Ada King', phone: '+49 661 1' });
  expect(await contactsAt(NOW)).toEqual(answered);
  expect(await contactsAt('2026-07-10T09:59:59.999Z')).toEqual(answered);
  expect(await contactsAt(LATER)).toMatchObject([{ name: 'Ada Byron', phone: '+49 661 103 0' }]);
  expect(await contactsAt('2026-08-10T10:00:00.000Z')).toMatchObject([
    { name: 'Ada King', phone: '+49 661 1' },
  ]);
});

it('updating a contact uses no place: where all are taken it is possible still', async () => {
  const contacts = ['Ada', 'Bob', 'Eve'].map(contactNamed);
  contract = await order(admin, 'it-novum', 'basic', { ...ACTIVE, contacts });
  expect(codesOf(await update(admin, { contactId: ada(), name: 'Ada Byron' }))).toEqual([]);
});

it.each([
  ['neither of the two', {}, ['input']],
  ['nulls', { name: null, phone: null }, ['input']],
  ['a blank name', { name: ' ' }, ['input', 'name']],
  ['a blank number', { phone: '' }, ['input', 'phone']],
  ['a name that is too long', { name: 'a'.repeat(201) }, ['input', 'name']],
])('updating a contact with %s is INVALID_INPUT, and changes nothing', async (_, input, path) => {
  const before = await contactsAt(null);
  const { userErrors } = await update(admin, { contactId: ada(), ...input });
  expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path }]);
  expect(await contactsAt(null)).toEqual(before);
});

it('updating a contact that is a former one, of an ended contract, or of somebody else is refused', async () => {
  const former = ada();
  await mutate(admin, 'replaceNamedContact', { contactId: former, contact: contactNamed('Bob') });
  expect(codesOf(await update(admin, { contactId: former, name: 'A' }))).toEqual(['INVALID_STATE']);
  const stranger = await server.as('CUSTOMER', await createCustomer(admin));
  const [bob] = await contactsAt(null);
  expect(codesOf(await update(stranger, { contactId: bob!.id, name: 'A' }))).toEqual(['NOT_FOUND']);
  await mutate(admin, 'giveNotice', { contractId: contract.id, receivedAt: NOW, party: 'CUSTOMER' });
  clock.moveTo('2027-06-10T10:00:00.000Z');
  expect(codesOf(await update(admin, { contactId: bob!.id, name: 'A' }))).toEqual(['CONTRACT_NOT_ACTIVE']);
});

it('updating a contact is done by the customer’s own key, and written to the audit log with what was before', async () => {
  const customerId = await createCustomer(admin);
  contract = await order(admin, 'it-novum', 'standard', { ...ACTIVE, customerId });
  const customer = await server.as('CUSTOMER', customerId);
  expect(codesOf(await update(customer, { contactId: ada(), name: 'Ada Byron' }))).toEqual([]);
  const { auditLog } = await admin.request<{ auditLog: { nodes: object[] } }>(
    `query ($filter: AuditFilter) { auditLog(filter: $filter) { nodes { actor changes { field before after } } } }`,
    { filter: { subjectId: ada(), mutation: 'updateNamedContact' } },
  );
  expect(auditLog.nodes).toEqual([
    { actor: 'test CUSTOMER', changes: [{ field: 'name', before: '"Ada"', after: '"Ada Byron"' }] },
  ]);
});
