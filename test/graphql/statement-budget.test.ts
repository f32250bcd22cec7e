import { ExecutionResult, parse } from 'graphql';
import { CompiledDocuments } from '../../src/graphql/fast-path/compiled-documents';
import { compiledExecutor, GatewayRequest } from '../../src/graphql/fast-path/compiled-executor';
import { apiSchema } from '../../src/graphql/schema';
import { RequestContext } from '../../src/catalog/request-context';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { addNamedContact } from '../../src/contacts/use-cases/add-named-contact';
import { orderAdditionalConsulting } from '../../src/consulting/use-cases/order-additional-consulting';
import { orderContract } from '../../src/contracts/use-cases/order-contract';
import { createCustomer } from '../../src/customers/use-cases/create-customer';
import { openIncident } from '../../src/incidents/use-cases/open-incident';
import { Sql } from '../../src/platform/sql';
import { freshDatabase, TestDatabase } from '../support/test-database';

const NOW = new Date('2026-11-21T10:00:00Z');
const CALLER = {
  keyId: '1',
  name: 'test',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
} as const;

const SNAPSHOT = `snapshot { status plan { code provider { code } features { code } } contractYear { number } incidents { used remaining }
  namedContacts { used } satellites { used } includedConsultingBlocks { used } additionalConsultingBlocks { used } }`;

const YEAR = 'from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z"';

/** Lists of the API, with everything below them that a dashboard shows, and how many statements each may cost. */
const LISTS: readonly [string, string, number][] = [
  ['customers', 'customers(last: $first) { nodes { name partner { name } } totalCount }', 3],
  [
    'customers with contracts and contacts',
    `customers(last: $first) { nodes { name contracts(first: 5) { nodes { number renewsOn noticeDeadline ${SNAPSHOT} namedContacts { name } } } } }`,
    3,
  ],
  ['contracts', `contracts(first: $first) { nodes { number customer { name } ${SNAPSHOT} } }`, 2],
  [
    'contracts at another instant',
    `contracts(first: $first) { nodes { snapshot(at: "2026-11-01T00:00:00Z") { incidents { used } } namedContacts(at: "2026-11-01T00:00:00Z") { name } satellites(at: "2026-11-01T00:00:00Z") { name } } }`,
    4,
  ],
  [
    'contracts with what they hold',
    'contracts(first: $first) { nodes { namedContacts { name } satellites { name } incidents(first: 2) { nodes { reference } totalCount } consultingBlocks(first: 2) { nodes { subject } } decisions(first: 1) { nodes { allowed } } } }',
    7,
  ],
  [
    'incidents',
    'incidents(first: $first) { nodes { reference contract { number customer { name } } contact { name } history { kind } } }',
    5,
  ],
  [
    'consulting usage, of which only what never changes is asked',
    `consultingUsage(${YEAR}, first: $first) { nodes { customer { number region } contract { number activatesOn } } totals { hours } }`,
    2,
  ],
  [
    'consulting usage with the state of its contracts',
    `consultingUsage(${YEAR}, first: $first) { nodes { contract { number renewsOn noticeDeadline endsOn snapshot { status } } } }`,
    2,
  ],
];

describe('a list costs the same number of statements for one row and for fifty', () => {
  const schema = apiSchema();
  const run = compiledExecutor(schema, new CompiledDocuments(schema));
  let target: TestDatabase;
  let catalog: Catalog;
  let statements = 0;

  beforeAll(async () => {
    target = await freshDatabase('statement_budget');
    catalog = new Catalog(target.database);
    await catalog.read();
    await fill(contextOver(target.database.sql));
  });
  afterAll(() => target.close());

  function contextOver(sql: Sql): RequestContext {
    const database = { ...target.database, sql };
    return new RequestContext(catalog, database, { now: () => NOW }, CALLER, 'request');
  }

  async function countFor(source: string, first: number): Promise<{ statements: number; rows: number }> {
    statements = 0;
    const counting: Sql = {
      rows: (statement, values) => {
        statements += 1;
        return target.database.sql.rows(statement, values);
      },
    };
    const query = `query ($first: Int!) { list: ${source} }`;
    const request = {
      document: parse(query),
      request: { query, variables: { first } },
      context: contextOver(counting),
    };
    const answer = (await run(request as unknown as GatewayRequest)) as ExecutionResult<{
      list: { nodes: object[] };
    }>;
    expect(answer.errors).toBeUndefined();
    return { statements, rows: answer.data!.list.nodes.length };
  }

  it.each(LISTS)(
    'a list costs the same number of statements for one row and for fifty: %s',
    async (_name, source, budget) => {
      expect(await countFor(source, 1)).toEqual({ statements: budget, rows: 1 });
      expect(await countFor(source, 50)).toEqual({ statements: budget, rows: 50 });
    },
  );
});

/** Fifty customers with a contract, two contacts, an incident and an order of consulting each. */
async function fill(context: RequestContext): Promise<void> {
  const provider = (await context.catalog.allProviders()).find(({ code }) => code === 'it-novum')!;
  const [, standard] = provider.currentPlanIds;
  const partner = await createCustomer(context, {
    number: 'P',
    name: 'P',
    region: 'EUROPE',
    isPartner: true,
    partnerId: null,
    language: 'EN',
  });
  for (let n = 0; n < 50; n += 1) {
    const customer = {
      number: `C${n}`,
      name: `C${n}`,
      region: 'EUROPE',
      isPartner: false,
      partnerId: partner.id,
      language: 'EN',
    } as const;
    const { id: customerId } = await createCustomer(context, customer);
    const contract = await orderContract(context, {
      customerId,
      planId: standard!,
      number: `K${n}`,
      orderReceivedAt: new Date('2026-09-01T10:00:00Z'),
      activateOn: null,
      termMonths: 12,
      contacts: [{ name: 'Ada', email: 'ada@example.com', phone: '1' }],
    });
    await orderAdditionalConsulting(context, {
      contractId: contract.id,
      blocks: 1,
      listPricePerHour: '150',
      currency: 'EUR',
    });
    const contact = { name: 'Bob', email: 'bob@example.com', phone: '2' };
    const { id: contactId } = await addNamedContact(context, { contractId: contract.id, contact });
    await openIncident(context, {
      contractId: contract.id,
      contactId,
      channel: 'EMAIL',
      impact: 'LOW',
      testSystem: false,
      distributedSetup: false,
      product: 'znuny',
      productVersion: '6.5',
      platformVersion: 'Debian 12',
      description: 'Tickets are not split any more since the update.',
      receivedAt: null,
    });
  }
}
