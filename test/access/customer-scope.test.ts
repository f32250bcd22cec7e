import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { PERMISSIONS } from '../../src/access/permissions';
import { apiSchema } from '../../src/graphql/schema';
import { contactNamed, createCustomer, order, planId } from '../support/builders';
import { Answer, codesOf, idOf, mutate } from '../support/mutate';
import { operation, sendRaw } from '../support/raw-request';
import { readContract } from '../support/read-contract';
import { rowCounts } from '../support/row-counts';
import { idsTakenBy, optionalsOf, RootField, rootFieldsOf, soundDocument } from '../support/sound-document';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

type Things = Readonly<Record<string, string>>;

/** What is behind each argument or input field that takes an id; of `id` it is told by the field. */
const TYPE_OF: Readonly<Record<string, string>> = {
  contractId: 'Contract',
  contactId: 'NamedContact',
  customerId: 'Customer',
  partnerId: 'Customer',
  satelliteId: 'Satellite',
  incidentId: 'Incident',
  blockId: 'ConsultingBlock',
  'Query.contract': 'Contract',
  'Query.customer': 'Customer',
  'Query.incident': 'Incident',
};
/** A plan is everybody's to see. */
const PUBLIC = new Set(['planId', 'Query.plan']);
const NODES = new Set(['Query.node', 'Query.nodes']);

const FIELDS = rootFieldsOf(apiSchema()).filter(({ name }) => PERMISSIONS[name]!.includes('CUSTOMER'));
const TAKING_IDS = FIELDS.filter((field) => idsTakenBy(field).length > 0);

const clock = new TestClock('2026-06-10T10:00:00Z');
const server = useServer(clock);
let admin: GraphQLClient;
let customerKey: string;
let adminKey: string;
let own: Things;
let foreign: Things;
let foreignNumbers: readonly string[];
let plan: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  adminKey = await server.keyOf('ADMIN');
  plan = await planId(admin, 'it-novum', 'standard');
  own = (await makeThings()).ids;
  customerKey = await server.keyOf('CUSTOMER', own['Customer']);
  const others = await makeThings();
  foreign = others.ids;
  foreignNumbers = others.numbers;
});

/** A customer that has one of each thing. */
async function makeThings(): Promise<{ ids: Things; numbers: readonly string[] }> {
  const customerId = await createCustomer(admin, { isPartner: true });
  const contacts = [contactNamed('Ada'), contactNamed('Bob')];
  const fields = { customerId, contacts, orderReceivedAt: '2026-05-01T10:00:00Z' };
  const { id: contractId, number, namedContacts } = await order(admin, 'it-novum', 'premium', fields);
  const contactId = namedContacts[0]!.id;
  const report = {
    product: 'znuny',
    productVersion: '6.5',
    platformVersion: 'Debian 12',
    description: 'It fails.',
  };
  const incident = { contractId, contactId, channel: 'EMAIL', impact: 'LOW', ...report };
  const block = { contractId, startsAt: '2026-06-22T08:00:00Z', subject: 'Upgrade' };
  const made = [
    await mutate(admin, 'registerSatellite', { contractId, name: 'edge' }, 'satellite { id }'),
    await mutate(admin, 'openIncident', incident, 'incident { id reference }'),
    await mutate(admin, 'bookConsultingBlock', block, 'consultingBlocks { id }'),
  ];
  expect(made.flatMap(codesOf)).toEqual([]);
  const [satellite, opened, booked] = made as [Answer, Answer, Answer];
  const read = await readContract<{ customer: { number: string } }>(admin, contractId, 'customer { number }');
  const ids = {
    Customer: customerId,
    Contract: contractId,
    NamedContact: contactId,
    Satellite: idOf(satellite, 'satellite'),
    Incident: idOf(opened, 'incident'),
    ConsultingBlock: (booked['consultingBlocks'] as { id: string }[])[0]!.id,
  };
  return {
    ids,
    numbers: [read.customer.number, number, (opened['incident'] as { reference: string }).reference],
  };
}

const unknownOf = (type: string) => toGlobalId(type, '99999999999999999');
const UNKNOWN: Things = Object.fromEntries(Object.values(TYPE_OF).map((type) => [type, unknownOf(type)]));

function typeOf(field: RootField, id: string): string | null {
  if (PUBLIC.has(id) || PUBLIC.has(field.name)) return null;
  const type = TYPE_OF[id] ?? TYPE_OF[field.name];
  if (type === undefined) throw new Error(`${field.name} takes ${id}: say in this test what is behind it`);
  return type;
}

async function ask(key: string, document: string): Promise<object> {
  const headers = { authorization: `Bearer ${key}` };
  const { body } = await sendRaw(server.url, { ...operation(document), headers });
  expect(body.errors?.[0]?.extensions.code).not.toBe('GRAPHQL_VALIDATION_FAILED');
  return body;
}

/** The answer, with the ids that were asked for taken out: all else has to be equal. */
async function answerTo(key: string, document: string, things: Things): Promise<string> {
  const text = JSON.stringify(await ask(key, document));
  return Object.entries(things).reduce((rest, [type, id]) => rest.replaceAll(id, `<${type}>`), text);
}

/** The field with the ids of `things` where `asked` names the argument, and with the caller's own elsewhere. */
function documentWith(
  field: RootField,
  asked: readonly string[],
  things: Things,
  optional: string | null = null,
): string {
  const fill = (name: string) => {
    if (name === 'planId') return plan;
    if (!idsTakenBy(field).includes(name)) return undefined;
    // Nobody's partner, and a filter beside others.
    if (name === 'partnerId' && !asked.includes(name)) return undefined;
    return (asked.includes(name) ? things : own)[typeOf(field, name)!];
  };
  return soundDocument(field, fill, optional);
}

describe('a CUSTOMER that names what is another’s', () => {
  const scoped = TAKING_IDS.filter(({ name }) => !NODES.has(name) && !PUBLIC.has(name));
  const cases = scoped.flatMap((field) => {
    const ids = idsTakenBy(field).filter((id) => typeOf(field, id) !== null);
    const each = [ids, ...(ids.length > 1 ? ids.map((id) => [id]) : [])];
    return [
      ...each.map((asked) => ({ field, asked, optional: null })),
      ...optionalsOf(field).map(({ name }) => ({ field, asked: ids, optional: name })),
    ];
  });

  it.each(
    cases.map(
      ({ field, asked, optional }) =>
        [field.name, asked.join(' and '), optional ?? 'nothing', field, asked, optional] as const,
    ),
  )(
    'what is another’s is as if it did not exist, and nothing is written, where a CUSTOMER names it in %s, by %s, with %s besides',
    async (_name, _ids, _besides, field, asked, optional) => {
      const before = await rowCounts(server.database);
      const documents = [foreign, UNKNOWN].map((things) => documentWith(field, asked, things, optional));
      const answers = [
        await answerTo(customerKey, documents[0]!, foreign),
        await answerTo(customerKey, documents[1]!, UNKNOWN),
      ];
      expect(answers[0]).toBe(answers[1]);
      expect(await rowCounts(server.database)).toEqual(before);
    },
  );

  it.each(Object.keys(UNKNOWN))(
    'node and nodes are null for a CUSTOMER that names another’s %s',
    async (type) => {
      const document = `{ node(id: "${foreign[type]!}") { id } nodes(ids: ["${foreign[type]!}", "${own[type]!}"]) { id } }`;
      expect(await ask(customerKey, document)).toEqual({
        data: { node: null, nodes: [null, { id: own[type] }] },
      });
    },
  );

  it('what is another’s is null for a CUSTOMER that names it by number or reference', async () => {
    const [customer, contract, incident] = foreignNumbers;
    const document = `{ customer(number: "${customer}") { id } contract(number: "${contract}") { id } incident(reference: "${incident}") { id } }`;
    expect(await ask(customerKey, document)).toEqual({
      data: { customer: null, contract: null, incident: null },
    });
    expect(await ask(adminKey, document)).toMatchObject({ data: { customer: { id: foreign['Customer'] } } });
  });
});

it.each(['customers', 'contracts', 'incidents'])(
  'a CUSTOMER that lists %s counts and sees its own',
  async (list) => {
    const type = { customers: 'Customer', contracts: 'Contract', incidents: 'Incident' }[list]!;
    const document = `{ ${list} { totalCount nodes { id } pageInfo { hasNextPage } } }`;
    const expected = { totalCount: 1, nodes: [{ id: own[type] }], pageInfo: { hasNextPage: false } };
    expect(await ask(customerKey, document)).toEqual({ data: { [list]: expected } });
  },
);

it('a CUSTOMER that lists sees neither the customers of its own as a partner, nor its partner', async () => {
  const customer = { partnerId: own['Customer'] };
  const client = await createCustomer(admin, customer);
  expect(await ask(customerKey, `{ customer(id: "${client}") { id } }`)).toEqual({
    data: { customer: null },
  });
  const clientKey = await server.keyOf('CUSTOMER', client);
  const document = `{ customer(id: "${client}") { id partner { id } } }`;
  expect(await ask(clientKey, document)).toEqual({ data: { customer: { id: client, partner: null } } });
});

// Last, since it writes: what is refused to the CUSTOMER above is there, and the test would notice if it were let in.
describe('an ADMIN that names the same', () => {
  // Nothing has the others' customer for a partner, and nothing of them is as old as the instant of a filter.
  const idsOf = (field: RootField) => idsTakenBy(field).filter((name) => name !== 'partnerId');
  const scoped = TAKING_IDS.filter((field) => !PUBLIC.has(field.name) && idsOf(field).length > 0);

  const instantsOf = (field: RootField) =>
    optionalsOf(field).filter(({ name, type }) => type === 'DateTime' && !name.endsWith('Before'));
  const cases = scoped.flatMap((field) => [
    ...(field.kind === 'query' ? instantsOf(field) : []).map(({ name }) => ({ field, optional: name })),
    { field, optional: null },
  ]);

  it.each(cases.map(({ field, optional }) => [field.name, optional ?? 'nothing', field, optional] as const))(
    'what a CUSTOMER does not find an ADMIN does: %s with %s besides',
    async (name, _besides, field, optional) => {
      const documentOf = (things: Things) =>
        NODES.has(name)
          ? soundDocument(field, () => things['Contract'])
          : documentWith(field, idsOf(field), things, optional);
      const known = await answerTo(adminKey, documentOf(foreign), foreign);
      expect(known).not.toBe(await answerTo(adminKey, documentOf(UNKNOWN), UNKNOWN));
    },
  );
});
