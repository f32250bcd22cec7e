import {
  ADD_NAMED_CONTACT,
  BadInputClient,
  CREATE_CUSTOMER,
  ORDER_CONTRACT,
  SECRET,
  unknownId,
} from '../support/bad-input-client';
import { contactNamed, createCustomer, order, planId } from '../support/builders';
import { operation } from '../support/raw-request';
import { rowCounts } from '../support/row-counts';
import { useServer } from '../support/test-server';

const server = useServer(undefined, 'bad_input');
let client: BadInputClient;
let customerId: string;
let contractId: string;
let orderInput: Record<string, unknown>;
let before: Record<string, number>;

beforeAll(async () => {
  const admin = await server.as('ADMIN');
  customerId = await createCustomer(admin);
  contractId = (await order(admin, 'it-novum', 'standard', { customerId })).id;
  const basic = await planId(admin, 'it-novum', 'basic');
  orderInput = { customerId, planId: basic, number: 'K-1', orderReceivedAt: '2026-02-10T12:00:00Z' };
  client = new BadInputClient(server.url, await server.keyOf('ADMIN'));
  before = await rowCounts(server.database);
});
afterEach(async () => expect(await rowCounts(server.database)).toEqual(before));

it.each([
  '2026-02-30',
  '2026-13-01',
  '2026-00-10',
  '2027-02-29',
  '26-02-10',
  '2026-2-1',
  '2026-02-10T00:00:00Z',
  'tomorrow',
  '',
])('a time that does not exist is refused: the date %j', async (activateOn) => {
  const request = operation(ORDER_CONTRACT, { input: { ...orderInput, activateOn } });
  await client.refused(
    request,
    400,
    'BAD_USER_INPUT',
    /^The variable \$input.activateOn is at fault: A LocalDate is a calendar date that exists/,
  );
});

it.each([
  '2026-02-30T10:00:00Z',
  '2026-02-10T10:00:00',
  '2026-02-10 10:00:00Z',
  '2026-02-10T25:00:00Z',
  '2026-02-10T10:61:00Z',
  '2026-06-30T23:59:60Z',
  '2026-02-10T10:00:00+24:00',
  '2026-02-10T10:00:00+01:99',
  '2026-02-10',
  '1770717600',
  '+012026-02-10T10:00:00Z',
  '0001-01-01T00:00:00Z',
  '',
])('a time that does not exist is refused: the instant %j', async (orderReceivedAt) => {
  const request = operation(ORDER_CONTRACT, { input: { ...orderInput, orderReceivedAt } });
  await client.refused(
    request,
    400,
    'BAD_USER_INPUT',
    /^The variable \$input.orderReceivedAt is at fault: (A|This) DateTime/,
  );
});

it('a number is refused as a time, and so is a literal, whose place is told', async () => {
  const input = { ...orderInput, orderReceivedAt: 1_770_717_600 };
  await client.refused(
    operation(ORDER_CONTRACT, { input }),
    400,
    'BAD_USER_INPUT',
    /\$input.orderReceivedAt is at fault: A DateTime/,
  );
  const literal = `{ contract(id: "${contractId}") { snapshot(at: "2026-02-30T10:00:00Z") { at } } }`;
  const { body } = await client.send(operation(literal));
  expect(body.errors).toMatchObject([{ locations: [{ line: 1, column: literal.indexOf('"2026') + 1 }] }]);
});

describe('an id', () => {
  const find = (id: string) => operation('query ($id: ID!) { contract(id: $id) { number } }', { id });

  it('an id of another type is told apart', async () => {
    await client.refused(
      find(customerId),
      200,
      'BAD_USER_INPUT',
      'id must be the id of a Contract; this is the id of a Customer.',
    );
    const input = { contractId: customerId, contact: contactNamed('Bob') };
    expect(await client.userErrors(ADD_NAMED_CONTACT, input)).toEqual([
      ['INVALID_INPUT', 'input.contractId'],
    ]);
  });

  it.each([
    '',
    '42',
    'garbage',
    'Q29udHJhY3Q6',
    'Q29udHJhY3Q6MA',
    'Q29udHJhY3Q6MQ==',
    `${unknownId('Contract')}x`,
    'Q29udHJhY3Q6OTk5OTk5OTk5OTk5OTk5OTk5OTk5',
  ])('an id that is none, as %j, is refused everywhere', async (id) => {
    await client.refused(
      find(id),
      200,
      'BAD_USER_INPUT',
      'id must be the id of a Contract; this is no id of this API.',
    );
    await client.refused(
      operation('query ($id: ID!) { node(id: $id) { id } }', { id }),
      200,
      'BAD_USER_INPUT',
      /^id must be an id/,
    );
    const input = { contractId: id, contact: contactNamed('Bob') };
    expect(await client.userErrors(ADD_NAMED_CONTACT, input)).toEqual([
      ['INVALID_INPUT', 'input.contractId'],
    ]);
  });

  it('an id of nothing finds nothing', async () => {
    const id = unknownId('Contract');
    expect((await client.send(find(id))).body).toEqual({ data: { contract: null } });
    const nodes = operation('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id });
    expect((await client.send(nodes)).body).toEqual({ data: { node: null, nodes: [null] } });
    const input = { contractId: id, contact: contactNamed('Bob') };
    expect(await client.userErrors(ADD_NAMED_CONTACT, input)).toEqual([['NOT_FOUND', 'input.contractId']]);
  });

  it('an id and its other name are not given together, nor neither of them', async () => {
    for (const given of ['', `(id: "${unknownId('Contract')}", number: "K-1")`]) {
      await client.refused(
        operation(`{ contract${given} { id } }`),
        200,
        'BAD_USER_INPUT',
        'Give exactly one of id or number.',
      );
    }
  });

  it('an id list of more than 100 is refused', async () => {
    const ids = Array<string>(101).fill(unknownId('Contract'));
    const request = operation('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    await client.refused(request, 200, 'BAD_USER_INPUT', 'ids must not hold more than 100.');
  });
});

it.each([
  ['first: -1', 'first must be from 0 to 100.'],
  ['first: 101', 'first must be from 0 to 100.'],
  ['last: -1', 'last must be from 0 to 100.'],
  ['last: 101', 'last must be from 0 to 100.'],
  ['first: 1, last: 1', 'Ask for first or for last, not for both.'],
  ['first: 1, before: "x"', 'before goes with last; with first use after.'],
  ['last: 1, after: "x"', 'after goes with first; with last use before.'],
  ['after: ""', 'after must be a cursor that this list has given out.'],
  ['after: "garbage"', 'after must be a cursor that this list has given out.'],
  ['last: 1, before: "WzFd"', 'before must be a cursor that this list has given out.'],
])('a page asked for as (%s) is refused', async (args, message) => {
  for (const list of ['customers', 'contracts']) {
    await client.refused(
      operation(`{ ${list}(${args}) { totalCount nodes { id } } }`),
      200,
      'BAD_USER_INPUT',
      message,
    );
  }
});

it('a page inside a thing is refused alike', async () => {
  const id = customerId;
  for (const args of ['first: -1', 'first: 101', 'after: "garbage"']) {
    const document = `query ($id: ID!) { customer(id: $id) { contracts(${args}) { nodes { id } } } }`;
    await client.refused(operation(document, { id }), 200, 'BAD_USER_INPUT', /^(first|after) must be/);
  }
});

it('a page is not placed by the cursor of another list', async () => {
  const { body } = await client.send(operation('{ contracts { pageInfo { endCursor } } }'));
  const { contracts } = body.data as { contracts: { pageInfo: { endCursor: string } } };
  for (const after of [contracts.pageInfo.endCursor, unknownId('Customer')]) {
    const request = operation('query ($after: String) { customers(after: $after) { nodes { id } } }', {
      after,
    });
    await client.refused(
      request,
      200,
      'BAD_USER_INPUT',
      'after must be a cursor that this list has given out.',
    );
  }
});

it('a page of size 0 is empty', async () => {
  const { body } = await client.send(
    operation('{ customers(first: 0) { nodes { id } totalCount pageInfo { hasNextPage } } }'),
  );
  expect(body).toEqual({
    data: { customers: { nodes: [], totalCount: 1, pageInfo: { hasNextPage: true } } },
  });
});

it.each([
  ['number', 64],
  ['name', 200],
  ['idempotencyKey', 255],
])('the text %s is neither blank nor longer than %i characters', async (field, longest) => {
  const input = { number: 'C-1', name: 'Acme', region: 'EUROPE' };
  for (const text of ['', ' \t\n\u00a0\u2003', 'x'.repeat(longest + 1)]) {
    expect(await client.userErrors(CREATE_CUSTOMER, { ...input, [field]: text })).toEqual([
      ['INVALID_INPUT', `input.${field}`],
    ]);
  }
});

it('of several wrong texts each is named, and none is repeated', async () => {
  const contact = { name: '', email: SECRET, phone: 'x'.repeat(51) };
  expect(await client.userErrors(ADD_NAMED_CONTACT, { contractId, contact })).toEqual([
    ['INVALID_INPUT', 'input.contact.name'],
    ['INVALID_INPUT', 'input.contact.email'],
    ['INVALID_INPUT', 'input.contact.phone'],
  ]);
  const contacts = [contactNamed('Ada'), { ...contactNamed('Bob'), email: `${SECRET}@` }];
  expect(await client.userErrors(ORDER_CONTRACT, { ...orderInput, contacts })).toEqual([
    ['INVALID_INPUT', 'input.contacts.1.email'],
  ]);
});
