import { GraphQLClient } from 'graphql-request';
import { OrderedContract } from '../support/builders';
import { codesOf } from '../support/mutate';
import { useCustomerWithContract } from './customer-with-contract';
import { accepted, open, readIncident, step } from './incidents';

const world = useCustomerWithContract();
const { clock, server } = world;
let admin: GraphQLClient;
let customer: GraphQLClient;
let contract: OrderedContract;
beforeAll(() => {
  ({ admin, customer, contract } = world);
});

const told = async (client: GraphQLClient, id: string) =>
  (await readIncident(client, id)).history.map(({ kind, note, actor, internal }) => [
    kind,
    note,
    actor,
    internal,
  ]);

it('customers see their own names in an incident, "support" for staff and "system" for nobody; staff see every name', async () => {
  const { id } = await accepted(open(customer, contract));
  await accepted(step(admin, 'recordFirstResponse', id, { note: 'We are on it.' }));
  await accepted(step(admin, 'awaitCustomer', id, { note: 'Which log?' }));
  clock.moveTo('2026-08-10T10:00:00.000Z');
  expect(await told(customer, id)).toEqual([
    ['RECEIVED', null, 'test CUSTOMER', false],
    ['FIRST_RESPONSE', 'We are on it.', 'support', false],
    ['WAITING_FOR_CUSTOMER', 'Which log?', 'support', false],
    ['CLOSED_UNANSWERED', null, 'system', false],
  ]);
  expect((await told(admin, id)).map(([, , actor]) => actor)).toEqual([
    'test CUSTOMER',
    'test ADMIN',
    'test ADMIN',
    'system',
  ]);
});

it('internal notes of an incident are for staff, others for everybody, in the answers of mutations too', async () => {
  const { id } = await accepted(open(admin, contract));
  await accepted(step(admin, 'addIncidentNote', id, { note: 'Knows the director.', internal: true }));
  await accepted(step(admin, 'addIncidentNote', id, { note: 'We have called back.' }));
  const { history } = await accepted(step(customer, 'addIncidentNote', id, { note: 'Thank you.' }));
  expect(history.map(({ note, actor }) => [note, actor])).toEqual([
    [null, 'support'],
    ['We have called back.', 'support'],
    ['Thank you.', 'test CUSTOMER'],
  ]);
  expect((await told(admin, id)).map(([, note]) => note)).toEqual([
    null,
    'Knows the director.',
    'We have called back.',
    'Thank you.',
  ]);
});

it('a customer writes no internal note to an incident', async () => {
  const { id } = await accepted(open(admin, contract));
  const answer = await step(customer, 'addIncidentNote', id, { note: 'Secret.', internal: true });
  expect(answer.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'internal'] }]);
  expect((await readIncident(admin, id)).history).toHaveLength(1);
});

it('a note does not answer a question to the customer, and a closed incident takes none', async () => {
  const { id } = await accepted(open(admin, contract));
  await accepted(step(admin, 'recordFirstResponse', id));
  const { closesByItselfAt } = await accepted(step(admin, 'awaitCustomer', id, { note: 'Which log?' }));
  clock.moveTo('2026-06-12T10:00:00.000Z');
  const noted = await accepted(step(customer, 'addIncidentNote', id, { note: 'Am looking.' }));
  expect(noted).toMatchObject({ status: 'WAITING_FOR_CUSTOMER', closesByItselfAt });
  await accepted(step(admin, 'resolveIncident', id, { note: 'Fixed.' }));
  await accepted(step(customer, 'addIncidentNote', id, { note: 'It works.' }));
  await accepted(step(admin, 'closeIncident', id));
  expect(codesOf(await step(admin, 'addIncidentNote', id, { note: 'Late.' }))).toEqual(['INVALID_STATE']);
});

it.each([
  ['by default', {}, null],
  ['where it is internal', { internal: true }, null],
  ['where it is not', { internal: false }, 'Asked about another vendor.'],
])('the reason of a void %s reaches the customer as %p', async (_, given, seen) => {
  const { id } = await accepted(open(admin, contract));
  await accepted(step(admin, 'voidIncident', id, { reason: 'Asked about another vendor.', ...given }));
  expect((await told(customer, id))[1]).toEqual(['VOIDED', seen, 'support', seen === null]);
  expect((await told(admin, id))[1]![1]).toBe('Asked about another vendor.');
});

it('SALES and BILLING read no descriptions and no notes of incidents, whatever else they see', async () => {
  const { id } = await accepted(open(admin, contract));
  await accepted(step(admin, 'addIncidentNote', id, { note: 'Called back.' }));
  const document = 'query ($id: ID!) { incident(id: $id) { description reference history { kind note } } }';
  for (const role of ['SALES', 'BILLING'] as const) {
    const { incident } = await (await server.as(role)).request<{ incident: object }>(document, { id });
    expect(incident).toMatchObject({
      description: null,
      history: [{ note: null }, { kind: 'NOTE', note: null }],
    });
  }
  for (const client of [admin, customer, await server.as('SUPPORT')]) {
    const { incident } = await client.request<{ incident: object }>(document, { id });
    expect(incident).toMatchObject({
      description: 'The web interface does not answer.',
      history: [{}, { note: 'Called back.' }],
    });
  }
});

it('whether an incident was resolved on the first call is a figure of the provider', async () => {
  const { id } = await accepted(open(admin, contract));
  await accepted(step(admin, 'recordFirstResponse', id, { kind: 'SOLUTION_PROPOSED' }));
  await accepted(step(admin, 'resolveIncident', id, { note: 'Fixed.' }));
  expect((await readIncident(admin, id)).resolvedOnFirstCall).toBe(true);
  expect((await readIncident(customer, id)).resolvedOnFirstCall).toBeNull();
});
