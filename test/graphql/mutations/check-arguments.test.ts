import {
  getNamedType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { encodeCursor } from '../../../src/platform/reads/keyset-page';
import { createApiKey } from '../../../src/access/use-cases/create-api-key';
import { apiSchema } from '../../../src/graphql/schema';
import { argumentCheckOf } from '../../../src/shared/graphql/argument-check';
import { order, OrderedContract } from '../../support/builders';
import { accepted, open, requestUnder } from '../../incidents/incidents';
import { rowCounts } from '../../support/row-counts';
import { operation, sendRaw } from '../../support/raw-request';
import { PlainServer, startPlainServer } from '../../support/plain-server';
import { clientFor } from '../../support/test-server';
import { MUTATED_AT } from '../../support/every-mutation';
import { TestClock } from '../../support/test-clock';

it('knows a check for every field with arguments that the answer of a mutation can lead to', () => {
  const schema = apiSchema();
  const unchecked = fieldsBelow(schema).filter(({ field }) => argumentCheckOf(field) === undefined);
  expect(fieldsBelow(schema).length).toBeGreaterThanOrEqual(9);
  expect(unchecked.map(({ name }) => name)).toEqual([]);
});

type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** Every field with arguments below the payloads of mutations. */
function fieldsBelow(schema: GraphQLSchema) {
  const seen = new Set<string>();
  const found: { name: string; field: ReturnType<Composite['getFields']>[string] }[] = [];
  const visit = (type: Composite) => {
    if (seen.has(type.name)) return;
    seen.add(type.name);
    for (const field of Object.values(type.getFields())) {
      if (field.args.length > 0) found.push({ name: `${type.name}.${field.name}`, field });
      const below = getNamedType(field.type);
      if (isObjectType(below)) visit(below);
      if (isAbstractType(below)) {
        if ('getFields' in below) visit(below);
        schema.getPossibleTypes(below).forEach(visit);
      }
    }
  };
  for (const { type } of Object.values(schema.getMutationType()!.getFields()))
    visit(getNamedType(type) as Composite);
  return found;
}

describe('a mutation that selects something with a bad argument', () => {
  let server: PlainServer;
  let contract: OrderedContract;

  beforeAll(async () => {
    server = await startPlainServer('check_arguments', {}, new TestClock(MUTATED_AT));
    contract = await order(clientFor(server.url, server.key), 'it-novum', 'premium', {
      orderReceivedAt: '2026-04-10T10:00:00Z',
    });
  });
  afterAll(() => server.close());

  const openIncident = (selection: string, variables = '', rest = '') =>
    `mutation ($input: OpenIncidentInput!${variables}) { openIncident(input: $input) {
       incident { reference ${selection} } userErrors { code } } } ${rest}`;

  async function send(query: string, variables: object = {}) {
    const body = operation(query, { input: requestUnder(contract), ...variables });
    return sendRaw(server.url, { ...body, headers: { authorization: `Bearer ${server.key}` } });
  }

  const FOREIGN = encodeCursor('contracts', ['1'], ['id']);

  it.each([
    ['contract { incidents(first: 101) { totalCount } }', 'Contract.incidents: first must be from 0 to 100.'],
    ['contract { incidents(first: -1) { totalCount } }', 'Contract.incidents: first must be from 0 to 100.'],
    [
      `contract { incidents(after: "${FOREIGN}") { totalCount } }`,
      'Contract.incidents: after must be a cursor',
    ],
    ['contract { consultingBlocks(first: 500) { totalCount } }', 'Contract.consultingBlocks: first must be'],
    ['contract { decisions(first: 500) { totalCount } }', 'Contract.decisions: first must be'],
    ['contract { customer { contracts(first: 500) { totalCount } } }', 'Customer.contracts: first must be'],
    [
      'contract { incidents(first: 1) { nodes { contract { incidents(after: "x") { totalCount } } } } }',
      'Contract.incidents: after must be a cursor',
    ],
    [
      'contract { timeline(from: "2026-05-02", to: "2026-05-01") { on } }',
      'Contract.timeline: from must not be after to.',
    ],
    ['contract { timeline(to: "2100-01-01") { on } }', 'Contract.timeline: to must not be after 2076-06-10.'],
    [
      '... { contract { ... on Contract { incidents(first: 500) { totalCount } } } }',
      'Contract.incidents: first',
    ],
  ])(
    'a mutation that selects something with a bad argument is refused as it stands in the document: %s',
    async (selection, message) => {
      await refused(openIncident(selection), {}, message);
    },
  );

  it.each([
    ['first: $n', ', $n: Int', { n: 500 }, 'Contract.incidents: first must be'],
    ['first: $n', ', $n: Int = 500', {}, 'Contract.incidents: first must be'],
    ['after: $c', ', $c: String', { c: 'x' }, 'Contract.incidents: after must be a cursor'],
  ])(
    'a mutation that selects something with a bad argument is refused by its variables: %s with %j',
    async (args, definition, variables, message) => {
      await refused(
        openIncident(`contract { incidents(${args}) { totalCount } }`, definition),
        variables,
        message,
      );
    },
  );

  it('a mutation that selects something with a bad argument is refused for null where a default stood for it', async () => {
    const query = openIncident(
      'contract { snapshot { plan { responseDueAt(impact: $i, receivedAt: "2026-06-10T10:00:00Z") } } }',
      ', $i: Impact = CRITICAL',
    );
    await refused(query, { i: null }, 'Plan.responseDueAt: Argument "impact" of non-null type');
  });

  it('a mutation that selects something with a bad argument is refused in a fragment, which is looked at once however often it is spread', async () => {
    const levels = Array.from({ length: 4 }, (_level, nth) =>
      nth === 3
        ? 'fragment F3 on Contract { incidents(first: 500) { totalCount } }'
        : `fragment F${nth} on Contract { ...F${nth + 1} x: number ...F${nth + 1} }`,
    );
    await refused(
      openIncident('contract { ...F0 ...F0 }', '', levels.join(' ')),
      {},
      'Contract.incidents: first',
    );
  });

  it('a mutation that selects something with a bad argument is refused before the first of several mutations', async () => {
    const query = `mutation ($input: OpenIncidentInput!) {
      a: openIncident(input: $input) { userErrors { code } }
      b: openIncident(input: $input) { incident { contract { incidents(first: 500) { totalCount } } } } }`;
    await refused(query, {}, 'Contract.incidents: first must be');
  });

  async function refused(query: string, variables: object, message: string) {
    for (const time of ['first', 'later']) {
      const before = await rowCounts(server.database);
      const { status, body } = await send(query, variables);
      expect({ time, status, ...body }).toMatchObject({
        time,
        status: 400,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
      expect(body.errors![0]!.message).toContain(message);
      expect(body.errors![0]!.message).toContain('Nothing was written.');
      expect(body).not.toHaveProperty('data');
      expect(await rowCounts(server.database)).toEqual(before);
    }
  }

  it('a mutation that selects something with a bad argument is carried out where the bad argument is skipped', async () => {
    const query = openIncident(
      'contract { incidents(first: 500) @include(if: $w) { totalCount } }',
      ', $w: Boolean!',
    );
    const { body } = await send(query, { w: false });
    expect(body).toMatchObject({ data: { openIncident: { incident: { contract: {} }, userErrors: [] } } });
  });

  it('a mutation returns the written thing with a snapshot from before its order', async () => {
    const { status, body } = await send(
      openIncident('contract { number snapshot(at: "1999-01-01T00:00:00Z") { status } }'),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: {
        openIncident: {
          incident: { contract: { number: contract.number, snapshot: { status: 'NOT_ORDERED' } } },
          userErrors: [],
        },
      },
    });
  });

  it('a mutation returns no data where a mutation failed and nothing was written', async () => {
    const caller = { name: 'test', role: 'CUSTOMER', customerId: '1' } as const;
    const key = await createApiKey(server.database, caller, new Date(MUTATED_AT));
    const query = `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code } } }`;
    const input = { number: 'X', name: 'X', region: 'EUROPE' };
    const headers = { authorization: `Bearer ${key}` };
    const { body } = await sendRaw(server.url, { ...operation(query, { input }), headers });
    expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('a bad argument in a query is an error that names the argument', async () => {
    const { id } = await accepted(open(clientFor(server.url, server.key), contract));
    const query = `{ incident(id: "${id}") { reference contract { snapshot(knownAt: "2099-01-01T00:00:00Z") { at } } } }`;
    const { body } = await send(query);
    expect(body.data).toEqual({ incident: null });
    expect(body.errors![0]!.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: ['knownAt'] });
  });
});
