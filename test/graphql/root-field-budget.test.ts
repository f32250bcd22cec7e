import { FastifyInstance } from 'fastify';
import { GraphQLClient } from 'graphql-request';
import { Client } from 'pg';
import { createApiKey } from '../../src/access/use-cases/create-api-key';
import { createHttpServer } from '../../src/http/http-server';
import { apiSchema } from '../../src/graphql/schema';
import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { makeDemoData } from '../../src/demo/make-demo-data';
import { EVERY_MUTATION, MUTATED_AT } from '../support/every-mutation';
import { demoIds, EVERY_QUERY, variablesOf } from '../support/every-query';
import { mutate } from '../support/mutate';
import { selectionOf } from '../support/selection-of';
import { TestClock } from '../support/test-clock';
import { freshDatabase, TestDatabase } from '../support/test-database';
import { clientFor, SERVER_SETTINGS } from '../support/test-server';

/** How many statements a root field costs with its own fields. */
const QUERIES: Readonly<Record<string, number>> = {
  node: 1,
  nodes: 5,
  viewer: 0,
  providers: 0,
  provider: 0,
  plan: 0,
  customer: 7,
  customers: 2,
  contract: 14,
  contracts: 2,
  incident: 4,
  incidents: 3,
  canOpenIncident: 2,
  canAddNamedContact: 1,
  canBookConsultingBlock: 2,
  canOrderAdditionalConsulting: 1,
  canRegisterSatellite: 1,
  previewPlanChange: 3,
  previewNotice: 6,
  productSupport: 0,
  consultingUsage: 4,
  decisions: 2,
  planFits: 7,
  responseReport: 1,
  quotaReport: 1,
  billingMonths: 3,
  whatIf: 6,
  decision: 1,
  auditLog: 2,
  apiKeys: 2,
  webhookEndpoints: 1,
  events: 2,
};

/** The same of a mutation that is accepted, BEGIN and COMMIT included. */
const MUTATIONS: Readonly<Record<string, number>> = {
  createCustomer: 5,
  updateCustomer: 6,
  orderContract: 10,
  giveNotice: 14,
  withdrawNotice: 11,
  cancelContract: 9,
  suspendContract: 7,
  resumeContract: 7,
  changePlan: 13,
  withdrawPlanChange: 13,
  addNamedContact: 8,
  replaceNamedContact: 10,
  updateNamedContact: 8,
  removeNamedContact: 9,
  registerSatellite: 8,
  decommissionSatellite: 9,
  bookConsultingBlock: 11,
  cancelConsultingBlock: 10,
  updateConsultingBlock: 13,
  deliverConsultingBlock: 11,
  reverseConsultingOrder: 10,
  reverseConsultingBlock: 11,
  orderAdditionalConsulting: 9,
  closeBillingMonth: 12,
  openIncident: 8,
  recordFirstResponse: 6,
  escalateIncident: 6,
  awaitCustomer: 5,
  resumeIncident: 5,
  resolveIncident: 6,
  closeIncident: 5,
  voidIncident: 9,
  linkBug: 5,
  reopenIncident: 5,
  addIncidentNote: 5,
  correctIncident: 8,
  createApiKey: 4,
  rollApiKey: 6,
  revokeApiKey: 5,
  createWebhookEndpoint: 8,
  updateWebhookEndpoint: 5,
  deleteWebhookEndpoint: 10,
  rotateWebhookSecret: 6,
  sendTestEvent: 6,
  redeliverEvents: 5,
};

const schema = apiSchema();
const clock = new TestClock(MUTATED_AT);
let target: TestDatabase;
let server: FastifyInstance;
let admin: GraphQLClient;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  target = await freshDatabase('root_field_budget');
  const database = await target.asProgram();
  const catalog = new Catalog(database);
  const caller = {
    keyId: '1',
    name: 'test',
    role: 'ADMIN',
    customerId: null,
    isPartner: false,
    providerId: null,
  } as const;
  await makeDemoData(new RequestContext(catalog, database, clock, caller, 'demo'));
  server = await createHttpServer({ environment: SERVER_SETTINGS, database, catalog, clock });
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  admin = clientFor(url, await createApiKey(database, caller, clock.now()));
  ids = await demoIds((query) => admin.request(query));
});
afterAll(async () => {
  await server.close();
  await target.close();
});

/** How many statements are sent meanwhile, but for catalog and keys, which are read anew once a second for every caller. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const spy = jest.spyOn(Client.prototype, 'query');
  await work();
  const names = spy.mock.calls.map(([query]) => (query as { name?: string } | null)?.name ?? '');
  spy.mockRestore();
  return names.filter((name) => !/^(catalog-|api-key-)/.test(name)).length;
}

it.each(Object.entries(EVERY_QUERY))('Query.%s', async (field, call) => {
  const type = schema.getQueryType()!.getFields()[field]!.type;
  const document = `query ${variablesOf(call)} { ${call} ${selectionOf(type, 2)} }`;
  const count = await statementsOf(() => admin.request(document, ids));
  expect({ [field]: count }).toEqual({ [field]: QUERIES[field] });
});

it.each(Object.entries(EVERY_MUTATION))('Mutation.%s', async (field, { accepted, selection }) => {
  const input = await accepted(admin);
  const count = await statementsOf(() => mutate(admin, field, input, selection));
  expect({ [field]: count }).toEqual({ [field]: MUTATIONS[field] });
});

it('has a budget for every root field', () => {
  const names = (type: { getFields(): object }) => Object.keys(type.getFields()).sort();
  expect(Object.keys(QUERIES).sort()).toEqual(names(schema.getQueryType()!));
  expect(Object.keys(MUTATIONS).sort()).toEqual(names(schema.getMutationType()!));
});
