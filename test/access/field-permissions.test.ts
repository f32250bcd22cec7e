import { GraphQLObjectType, isObjectType } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { FIELD_PERMISSIONS, PLAIN_TYPES } from '../../src/access/field-permissions';
import { apiSchema } from '../../src/graphql/schema';
import { ROLES } from '../../src/shared/domain/caller';
import { accepted, IncidentNode, open, step } from '../incidents/incidents';
import { createCustomer, order } from '../support/builders';
import { operation, sendRaw } from '../support/raw-request';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';

const clock = new TestClock('2026-06-10T10:00:00Z');
const server = useServer(clock);
let admin: GraphQLClient;
let customerId: string;
let incident: IncidentNode;
let contractId: string;

beforeAll(async () => {
  admin = await server.as('ADMIN');
  customerId = await createCustomer(admin);
  const contract = await order(admin, 'it-novum', 'standard', {
    customerId,
    orderReceivedAt: '2026-04-10T10:00:00Z',
  });
  contractId = contract.id;
  incident = await accepted(open(admin, contract));
  await accepted(step(admin, 'addIncidentNote', incident.id, { note: 'Called back.' }));
});

const schema = apiSchema();
const ROOTS = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
/** Made of things that have rows of their own. */
const MADE_OF_OTHERS = /(Connection|Edge|Payload)$/;

const typesToClassify = (): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !ROOTS.includes(type))
    .filter(({ name }) => !name.startsWith('__') && !MADE_OF_OTHERS.test(name));

it('each field of each type is in the table of fields, or of a type without personal and internal content', () => {
  const fields = typesToClassify()
    .filter(({ name }) => !PLAIN_TYPES.includes(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  expect([...FIELD_PERMISSIONS.keys()].sort()).toEqual(fields.sort());
});

it('the list of types without personal and internal content names types of the schema, each once', () => {
  const names = typesToClassify().map(({ name }) => name);
  expect(PLAIN_TYPES.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(PLAIN_TYPES).size).toBe(PLAIN_TYPES.length);
});

it('a field that looks personal or internal is of no type that is listed as plain', () => {
  const personal = /^(email|phone|note|actor|consultant|deliveredBy|description|facts|before|after)$/;
  const found = typesToClassify()
    .filter(({ name }) => PLAIN_TYPES.includes(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => [type.name, field] as const))
    .filter(([, field]) => personal.test(field))
    .map(([type, field]) => `${type}.${field}`);
  // The provider's own addresses, and the snapshots of a preview.
  const harmless = ['PlanChangePreview.after', 'PlanChangePreview.before'];
  expect(found.sort()).toEqual([...harmless, 'SupportAddress.email', 'SupportAddress.phone']);
});

async function ask(role: (typeof ROLES)[number], document: string) {
  const key = await server.keyOf(role, role === 'CUSTOMER' ? customerId : undefined);
  const headers = { authorization: `Bearer ${key}` };
  return (await sendRaw(server.url, { ...operation(document), headers })).body;
}

it('descriptions and notes of incidents are null, without an error, for SALES and BILLING alone', async () => {
  for (const role of ROLES) {
    const { data, errors } = await ask(
      role,
      `{ incident(id: "${incident.id}") { reference description history { kind note } } }`,
    );
    const reads = role !== 'SALES' && role !== 'BILLING';
    expect([role, errors, data]).toEqual([
      role,
      undefined,
      {
        incident: {
          reference: incident.reference,
          description: reads ? 'The web interface does not answer.' : null,
          history: [
            { kind: 'RECEIVED', note: null },
            { kind: 'NOTE', note: reads ? 'Called back.' : null },
          ],
        },
      },
    ]);
  }
});

it('a field that is refused is null beside FORBIDDEN, and the rest of the page is answered', async () => {
  for (const role of ROLES) {
    const { data, errors } = await ask(
      role,
      `{ contract(id: "${contractId}") { id decisions { totalCount } } providers { code } }`,
    );
    const reads = role !== 'BILLING' && role !== 'CUSTOMER';
    const refused = [{ path: ['contract', 'decisions'], extensions: { code: 'FORBIDDEN' } }];
    expect(errors ?? null).toEqual(
      reads ? null : refused.map((each) => expect.objectContaining(each) as object),
    );
    expect([role, data]).toEqual([
      role,
      {
        contract: { id: contractId, decisions: reads ? { totalCount: 3 } : null },
        providers: [{ code: 'it-novum' }, { code: 'op5' }],
      },
    ]);
  }
});

it('every root query may be null, and one that is refused or fails takes no other with it', async () => {
  const queries = Object.values(schema.getQueryType()!.getFields());
  expect(queries.filter(({ type }) => String(type).endsWith('!')).map(({ name }) => name)).toEqual([]);
  const document = `{ auditLog { totalCount } contracts(first: 1000) { totalCount }
    consultingUsage(from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { totalCount }
    contract(id: "${contractId}") { id } }`;
  const { data, errors } = await ask('SALES', document);
  expect(data).toEqual({
    auditLog: null,
    contracts: null,
    consultingUsage: null,
    contract: { id: contractId },
  });
  expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual(
    expect.arrayContaining([
      [['auditLog'], 'FORBIDDEN'],
      [['consultingUsage'], 'FORBIDDEN'],
      [['contracts'], 'BAD_USER_INPUT'],
    ]),
  );
});
