import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLObjectType } from 'graphql';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { graphqlHandler } from '../../src/graphql/graphql-handler';
import { apiSchema } from '../../src/graphql/schema';
import { endpointIn } from '../events/webhook-mutations';
import { createCustomer, order, planId } from '../support/builders';
import { mutate } from '../support/mutate';
import { operation, sendRaw } from '../support/raw-request';
import { idsNeededBy, idsTakenBy, RootField, rootFieldsOf, soundDocument } from '../support/sound-document';
import { makeThings, Things } from '../support/tenant-things';
import { TestClock } from '../support/test-clock';
import { freshDatabase } from '../support/test-database';
import { startTestServer, TestServer } from '../support/test-server';

/**
 * What each caller gets of each root field, by each id that it takes: `+` the thing, or a refusal that knows of it; `0` as if
 * there were no such thing; `x` FORBIDDEN; `!` 401. The rows come from the schema, what is expected from the table beside this
 * test, which is to be read and changed by hand.
 */
const TABLE = readFileSync(join(__dirname, 'authorisation-matrix.txt'), 'utf8');

const COLUMNS = [
  ...['anonymous', 'ADMIN', 'SUPPORT', 'SALES', 'BILLING', 'of its provider', 'of another provider'],
  ...['its customer', 'another customer', 'its partner', 'a customer of it'],
] as const;
type Column = (typeof COLUMNS)[number];

const schema = apiSchema();
const FIELDS = rootFieldsOf(schema);
const NODE_TYPES = Object.values(schema.getTypeMap())
  .filter(
    (type) => type instanceof GraphQLObjectType && type.getInterfaces().some(({ name }) => name === 'Node'),
  )
  .map(({ name }) => name)
  .sort();
/** Of the catalog, which everybody sees. */
const PUBLIC = new Set(['Plan', 'Provider']);
/** What is behind an id; of `id` it is told by the field. */
const TYPE_OF: Readonly<Record<string, string>> = {
  contractId: 'Contract',
  contactId: 'NamedContact',
  customerId: 'Customer',
  partnerId: 'Customer',
  satelliteId: 'Satellite',
  incidentId: 'Incident',
  duplicateOfId: 'Incident',
  blockId: 'ConsultingBlock',
  orderId: 'ConsultingOrder',
  apiKeyId: 'ApiKey',
  endpointId: 'WebhookEndpoint',
  eventIds: 'Event',
  subjectId: 'Incident',
  planId: 'Plan',
  'Query.contract': 'Contract',
  'Query.customer': 'Customer',
  'Query.incident': 'Incident',
  'Query.plan': 'Plan',
  'Query.decision': 'DecisionRecord',
};

/** By what else than an id a thing is found. */
const FOUND_BY: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'Query.contract': [['number', 'contract number']],
  'Query.customer': [['number', 'customer number']],
  'Query.incident': [['reference', 'reference']],
};

function typeOf({ name }: RootField, id: string): string {
  const type = TYPE_OF[id] ?? TYPE_OF[name];
  if (type === undefined) throw new Error(`${name} takes ${id}: say in this test what is behind it`);
  return type;
}

interface Row {
  readonly name: string;
  readonly field: RootField;
  /** The id that is tried, and what is behind it; null: the field is called without. */
  readonly asked: { readonly id: string; readonly type: string } | null;
}

const ROWS: readonly Row[] = FIELDS.flatMap((field): Row[] => {
  if (field.name === 'Query.node' || field.name === 'Query.nodes') {
    const id = field.name === 'Query.node' ? 'id' : 'ids';
    return NODE_TYPES.map((type) => ({ name: `${field.name} ${type}`, field, asked: { id, type } }));
  }
  const named = FOUND_BY[field.name] ?? [];
  const ids = [...new Set(idsTakenBy(field))].filter((id) => !PUBLIC.has(typeOf(field, id)));
  const tried = [...ids.map((id) => [id, typeOf(field, id)] as const), ...named];
  const rows = tried.map(([id, type]) => ({ name: `${field.name} ${id}`, field, asked: { id, type } }));
  const isCalledWithout =
    idsNeededBy(field).every((id) => PUBLIC.has(typeOf(field, id))) && named.length === 0;
  return isCalledWithout ? [{ name: field.name, field, asked: null }, ...rows] : rows;
});

interface Asker {
  readonly key: string | null;
  /** What it names where another id than the one tried is needed. */
  readonly own: Things;
  /** What it tries. */
  readonly target: Things;
}

const clock = new TestClock('2026-06-10T10:00:00Z');
let server: TestServer;
let plan: string;
let provider: string;
const askers = new Map<Column, Asker>();

beforeAll(async () => {
  // Of its own, so that what is made here stands on the first page of each list.
  server = await startTestServer(clock, await freshDatabase('matrix'), {}, graphqlHandler);
  const admin = await server.as('ADMIN');
  plan = await planId(admin, 'it-novum', 'standard');
  ({
    provider: { id: provider },
  } = await admin.request<{ provider: { id: string } }>('{ provider(code: "it-novum") { id } }'));
  const partner = await makeThings(server, admin, { isPartner: true });
  const customer = await makeThings(server, admin, { partnerId: partner['Customer'] });
  const stranger = await makeThings(server, admin);
  const ofOp5 = await createCustomer(admin);
  const { id, namedContacts } = await order(admin, 'op5', 'standard', {
    customerId: ofOp5,
    orderReceivedAt: '2026-05-01T10:00:00Z',
  });
  const ofOp5Endpoint = await mutate(
    admin,
    'createWebhookEndpoint',
    { url: 'https://example.com/op5', providerCode: 'op5' },
    'webhookEndpoint { id }',
  );
  const others = {
    Customer: ofOp5,
    Contract: id,
    NamedContact: namedContacts[0]!.id,
    WebhookEndpoint: ofOp5Endpoint.webhookEndpoint.id,
  };
  const staff = { own: customer, target: customer };
  const keyFor = (things: Things) => server.keyOf('CUSTOMER', things['Customer']);
  askers.set('anonymous', { key: null, ...staff });
  for (const role of ['ADMIN', 'SUPPORT', 'SALES', 'BILLING'] as const)
    askers.set(role, { key: await server.keyOf(role), ...staff });
  askers.set('of its provider', { key: await server.keyBoundTo('it-novum', 'ADMIN'), ...staff });
  askers.set('of another provider', {
    key: await server.keyBoundTo('op5', 'ADMIN'),
    own: others,
    target: customer,
  });
  askers.set('its customer', { key: await keyFor(customer), own: customer, target: customer });
  askers.set('another customer', { key: await keyFor(stranger), own: stranger, target: customer });
  askers.set('its partner', { key: await keyFor(partner), own: partner, target: customer });
  askers.set('a customer of it', { key: await keyFor(customer), own: customer, target: partner });
});
afterAll(() => server.close());

const unknown = (type: string) => toGlobalId(type, '99999999999999999');
const SET: Readonly<Record<string, string>> = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };

/** A call of the field with the id that is tried, and the caller's own where it needs another one. */
function documentOf({ field, asked }: Row, own: Things, thing: string | null): string {
  const needed = idsNeededBy(field);
  const fill = (name: string) => {
    if (name === 'planId' || field.name === 'Query.plan') return plan;
    if (name === 'month') return '2999-01';
    if (field.name === 'Query.consultingUsage' && name in SET) return SET[name];
    if (/^Query.(responseReport|planFits)$/.test(field.name) && name in SET) return SET[name]!.slice(0, 10);
    if (thing !== null && asked?.id === name) return thing;
    return needed.includes(name) ? own[typeOf(field, name)] : undefined;
  };
  const document = soundDocument(field, fill, null, 2);
  // A key of a customer has the one role that goes with it.
  const isKeyOfCustomer = field.name === 'Mutation.createApiKey' && asked !== null;
  return isKeyOfCustomer ? document.replace('role: ADMIN', 'role: CUSTOMER') : document;
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly isForbidden: boolean;
}

async function ask({ key }: Asker, { field }: Row, document: string): Promise<Reply> {
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const { status, body, text } = await sendRaw(server.url, { ...operation(document), headers });
  const [error] = body.errors ?? [];
  if (key !== null) expect([status, error?.extensions.code]).not.toContain('GRAPHQL_VALIDATION_FAILED');
  const atRoot = JSON.stringify(error?.path) === JSON.stringify([field.field.name]);
  return { status, text, isForbidden: atRoot && error?.extensions.code === 'FORBIDDEN' };
}

/** What is deleted is not there for the next one. */
async function thingFor({ field, asked }: Row, things: Things): Promise<string> {
  if (field.name !== 'Mutation.deleteWebhookEndpoint') return things[asked!.type]!;
  return (await endpointIn(await server.as('ADMIN'))).endpointId;
}

async function outcome(row: Row, asker: Asker): Promise<string> {
  const { own, target } = asker;
  const { asked } = row;
  const things = { ...target, Plan: plan, Provider: provider };
  const thing = asked === null ? null : await thingFor(row, things);
  const reply = await ask(asker, row, documentOf(row, own, thing));
  if (reply.status === 401) return '!';
  if (reply.isForbidden) return 'x';
  if (asked === null || thing === null) {
    const isList =
      /^Query\.(customers|contracts|incidents|auditLog|events|consultingUsage|apiKeys|webhookEndpoints|decisions)$/.test(
        row.name,
      );
    if (!isList) return '+';
    return Object.values(target).some((id) => reply.text.includes(id)) ? '+' : '0';
  }
  const none = unknown(asked.type);
  const ofNone = await ask(asker, row, documentOf(row, own, none));
  return reply.text.replaceAll(thing, '') === ofNone.text.replaceAll(none, '') ? '0' : '+';
}

const EXPECTED = new Map(
  TABLE.split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const cells = line.trim().split(/\s+/);
      const outcomes = cells.slice(-COLUMNS.length);
      return [cells.slice(0, -COLUMNS.length).join(' '), outcomes] as const;
    }),
);

it('the authorisation matrix has a row for each root field of the schema and each id that it takes', () => {
  expect([...EXPECTED.keys()].sort()).toEqual(ROWS.map(({ name }) => name).sort());
});

it.each(ROWS.map((row) => [row.name, row] as const))(
  'each caller gets of %s what the authorisation matrix says',
  async (name, row) => {
    const isQuery = row.field.kind === 'query';
    const found: string[] = [];
    for (const columns of isQuery ? [COLUMNS] : COLUMNS.map((column) => [column]))
      found.push(...(await Promise.all(columns.map((column) => outcome(row, askers.get(column)!)))));
    const told = (outcomes: readonly string[] | undefined) =>
      Object.fromEntries(COLUMNS.map((column, nth) => [column, outcomes?.[nth]]));
    expect(told(found)).toEqual(told(EXPECTED.get(name)));
  },
);
