import { GraphQLClient } from 'graphql-request';
import { contactNamed, order, OrderedContract } from '../../support/builders';
import { codesOf, mutate } from '../../support/mutate';
import { rowCounts } from '../../support/row-counts';
import { KeyedAnswer, sendKeyed } from '../../support/send-keyed';
import { TestClock } from '../../support/test-clock';
import { clientFor, useServer } from '../../support/test-server';

const NOW = '2026-11-21T10:00:00.000Z';
const ACTIVE = { orderReceivedAt: '2026-10-01T10:00:00Z' };
const CONTACT = 'namedContact { id name since until }';

const clock = new TestClock(NOW);
const server = useServer(clock, 'idempotency');
let admin: GraphQLClient;
let apiKey: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
});
beforeEach(async () => {
  clock.moveTo(NOW);
  apiKey = await server.keyOf('SALES');
});

const withRoom = (): Promise<OrderedContract> => order(admin, 'op5', 'premium', ACTIVE);
const add = (input: object, key = apiKey): Promise<KeyedAnswer> =>
  sendKeyed(server.url, key, 'addNamedContact', input, CONTACT);

it('an idempotency key returns the same result for the same content, says so, and writes nothing again', async () => {
  const { id: contractId } = await withRoom();
  const input = { contractId, contact: contactNamed('Bob'), idempotencyKey: 'again' };
  const first = await add(input);
  expect(first).toMatchObject({
    payload: { namedContact: { name: 'Bob' }, userErrors: [] },
    replayed: null,
  });
  const before = await rowCounts(server.database);
  clock.moveTo('2026-11-22T10:00:00Z');
  expect(await add(input)).toEqual({ payload: first.payload, replayed: 'true' });
  expect(await rowCounts(server.database)).toEqual(before);
});

it('an idempotency key knows the content by its values, in whatever order they come', async () => {
  const { id: contractId } = await withRoom();
  const { name, email, phone } = contactNamed('Bob');
  const first = await add({ contractId, contact: { name, email, phone }, idempotencyKey: 'order' });
  const again = await add({ idempotencyKey: 'order', contact: { phone, name, email }, contractId });
  expect(again).toEqual({ payload: first.payload, replayed: 'true' });
});

it('an idempotency key is refused for other content, which has no effect', async () => {
  const { id: contractId } = await withRoom();
  await add({ contractId, contact: contactNamed('Dan'), idempotencyKey: 'other' });
  const before = await rowCounts(server.database);
  const other = await add({ contractId, contact: contactNamed('Eve'), idempotencyKey: 'other' });
  expect(other).toMatchObject({ payload: { namedContact: null }, replayed: null });
  expect(other.payload.userErrors).toMatchObject([
    { code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] },
  ]);
  expect(await rowCounts(server.database)).toEqual(before);
});

it('an idempotency key belongs to its caller', async () => {
  const { id: contractId } = await withRoom();
  const input = { contractId, contact: contactNamed('Fay'), idempotencyKey: 'mine' };
  expect(codesOf((await add(input)).payload)).toEqual([]);
  const another = await add({ ...input, contact: contactNamed('Gus') }, await server.keyOf('SALES'));
  expect(another).toMatchObject({ payload: { namedContact: { name: 'Gus' } }, replayed: null });
});

it('an idempotency key belongs to its mutation', async () => {
  const { id: contractId, namedContacts } = await withRoom();
  const contact = contactNamed('Hal');
  await add({ contractId, contact, idempotencyKey: 'one of many' });
  const input = { contactId: namedContacts[0]!.id, idempotencyKey: 'one of many' };
  const removed = await sendKeyed(server.url, apiKey, 'removeNamedContact', input, CONTACT);
  expect(removed).toMatchObject({ payload: { namedContact: { name: 'Ada' } }, replayed: null });
});

it('an idempotency key keeps no refusal: a retry is decided anew', async () => {
  const contacts = ['Ada', 'Bob', 'Cyd'].map(contactNamed);
  const { id: contractId, namedContacts } = await order(admin, 'it-novum', 'basic', {
    ...ACTIVE,
    contacts,
  });
  const input = { contractId, contact: contactNamed('Ida'), idempotencyKey: 'refused once' };
  expect(codesOf((await add(input)).payload)).toEqual(['CONTACT_LIMIT_REACHED']);
  await mutate(admin, 'removeNamedContact', { contactId: namedContacts[2]!.id });
  expect(await add(input)).toMatchObject({ payload: { namedContact: { name: 'Ida' } }, replayed: null });
});

it('an idempotency key is taken with each mutation of a document by itself', async () => {
  const { id: contractId } = await withRoom();
  const one = { contractId, contact: contactNamed('Kim'), idempotencyKey: 'first of two' };
  const two = { contractId, contact: contactNamed('Lou'), idempotencyKey: 'second of two' };
  await add(one);
  const document = `mutation ($one: AddNamedContactInput!, $two: AddNamedContactInput!) {
      one: addNamedContact(input: $one) { ${CONTACT} } two: addNamedContact(input: $two) { ${CONTACT} } }`;
  const names = { one: { namedContact: { name: 'Kim' } }, two: { namedContact: { name: 'Lou' } } };
  expect(await clientFor(server.url, apiKey).request(document, { one, two })).toMatchObject(names);
  expect((await add(two)).replayed).toBe('true');
});

it('an idempotency key protects for 72 hours', async () => {
  const { id: contractId } = await withRoom();
  const input = { contractId, contact: contactNamed('Mia'), idempotencyKey: 'old' };
  const first = await add(input);
  clock.moveTo('2026-11-24T09:59:59.999Z');
  expect(await add(input)).toEqual({ payload: first.payload, replayed: 'true' });
});

it('an idempotency key protects no longer than 72 hours: then the request is a new one', async () => {
  const { id: contractId } = await withRoom();
  const input = { contractId, contact: contactNamed('Mia'), idempotencyKey: 'too old' };
  await add(input);
  clock.moveTo('2026-11-24T10:00:00.000Z');
  expect(codesOf((await add(input)).payload)).toEqual(['CONFLICT']);
  const other = { ...input, contact: contactNamed('Nat') };
  expect(await add(other)).toMatchObject({ payload: { namedContact: { name: 'Nat' } }, replayed: null });
  expect((await add(other)).replayed).toBe('true');
});

it.each(['k', 'k'.repeat(255), '😀'.repeat(255), 'ключ "1" \\ \n'])(
  'the text of an idempotency key may be %j',
  async (idempotencyKey) => {
    const { id: contractId } = await withRoom();
    const input = { contractId, contact: contactNamed('Ole'), idempotencyKey };
    const first = await add(input);
    expect(codesOf(first.payload)).toEqual([]);
    expect(await add(input)).toEqual({ payload: first.payload, replayed: 'true' });
  },
);

it.each(['', '   ', 'k'.repeat(256)])(
  'the text of an idempotency key may not be %j',
  async (idempotencyKey) => {
    const { id: contractId } = await withRoom();
    const { payload } = await add({ contractId, contact: contactNamed('Pia'), idempotencyKey });
    expect(payload.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'idempotencyKey'] }]);
  },
);
