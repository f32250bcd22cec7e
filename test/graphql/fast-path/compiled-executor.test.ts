import { execute, ExecutionResult, GraphQLSchema, parse, validate } from 'graphql';
import { CompiledDocuments } from '../../../src/graphql/fast-path/compiled-documents';
import { compiledExecutor, GatewayRequest } from '../../../src/graphql/fast-path/compiled-executor';
import { apiSchema } from '../../../src/graphql/schema';
import { RequestContext } from '../../../src/catalog/request-context';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { makeDemoData } from '../../../src/demo/make-demo-data';
import { Role } from '../../../src/shared/domain/caller';
import { demoIds, EVERY_QUERY, variablesOf } from '../../support/every-query';
import { selectionOf } from '../../support/selection-of';
import { freshDatabase, TestDatabase } from '../../support/test-database';

const NOW = new Date('2026-11-21T10:00:00Z');

describe('the compiled executor answers as graphql-js does, byte for byte', () => {
  const schema: GraphQLSchema = apiSchema();
  const run = compiledExecutor(schema, new CompiledDocuments(schema));
  let target: TestDatabase;
  let catalog: Catalog;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    target = await freshDatabase('compiled_executor');
    catalog = new Catalog(target.database);
    await makeDemoData(contextOf('ADMIN'));
    const ask = async (source: string) => (await run(request(source, contextOf('ADMIN')))).data as object;
    ids = await demoIds(ask);
  });
  afterAll(() => target.close());

  function contextOf(role: Role, customerId: string | null = null): RequestContext {
    const caller = { keyId: '1', name: 'test', role, customerId, isPartner: false, providerId: null };
    return new RequestContext(catalog, target.database, { now: () => NOW }, caller, 'request');
  }

  function request(source: string, context: RequestContext, variables?: object, operationName?: string) {
    const document = parse(source);
    const http = { query: source, variables, operationName };
    return {
      document,
      request: http,
      context,
    } as unknown as GatewayRequest;
  }

  async function same(source: string, variables?: object, operationName?: string): Promise<void> {
    for (const context of [contextOf('ADMIN'), contextOf('CUSTOMER', '1'), contextOf('BILLING')]) {
      const sent = request(source, context, variables, operationName);
      expect(comparable((await run(sent)) as ExecutionResult)).toBe(
        comparable(await interpreted(schema, sent)),
      );
    }
  }

  it.each([1, 2, 3])(
    'the compiled executor returns what graphql-js does, byte for byte, for every query with every field, %i levels deep',
    async (depth) => {
      for (const [field, call] of Object.entries(EVERY_QUERY)) {
        const type = schema.getQueryType()!.getFields()[field]!.type;
        const source = `query ${variablesOf(call)} { ${call} ${selectionOf(type, depth)} }`;
        expect(validate(schema, parse(source)).map((error) => error.message)).toEqual([]);
        await same(source, ids);
      }
    },
  );

  it('EVERY_QUERY has a call for every query of the schema', () => {
    expect(Object.keys(EVERY_QUERY).sort()).toEqual(Object.keys(schema.getQueryType()!.getFields()).sort());
  });

  it.each([
    [
      'aliases, fragments and repeated fields',
      `{ a: providers { ...P } b: providers { code ...P code } } fragment P on Provider { name plans { code } }`,
    ],
    [
      'a fragment on an interface',
      `query ($id: ID!) { node(id: $id) { __typename id ... on Contract { number } ... on Customer { name } } }`,
    ],
    ['nothing found', `{ node(id: "Q29udHJhY3Q6OTk5OTk5") { id } customer(number: "none") { name } }`],
    ['an id of nothing, in a field that may be null', `{ node(id: "garbage") { id } providers { name } }`],
    ['an error in a list of things', `{ contracts(first: 3) { nodes { number decisions { totalCount } } } }`],
    [
      'an error in a field that may not be null',
      `{ contracts(first: 3) { nodes { number snapshot(at: "1999-01-01T00:00:00Z") { status } } } }`,
    ],
    ['an argument out of range', `{ contracts(first: 101) { nodes { id } } providers { code } }`],
    [
      'introspection',
      `{ __schema { types { name kind fields { name type { name ofType { name } } } } } __type(name: "Plan") { description } }`,
    ],
  ])('the compiled executor returns what graphql-js does, byte for byte, for %s', async (_name, source) => {
    await same(source, source.includes('$id') ? { id: ids['contract'] } : undefined);
  });

  it.each([true, false])(
    'the compiled executor returns what graphql-js does, byte for byte, for directives with %s',
    async (wanted) => {
      const source = `query ($wanted: Boolean!) { providers { code name @include(if: $wanted) plans @skip(if: $wanted) { code } } }`;
      await same(source, { wanted });
    },
  );

  it.each([
    ['of the wrong type', { first: 'five' }],
    ['left out', {}],
    ['null', { first: null }],
    ['unknown besides', { first: 1, other: 2 }],
  ])(
    'the compiled executor returns what graphql-js does, byte for byte, for a variable %s',
    async (_name, variables) => {
      await same('query ($first: Int!) { customers(first: $first) { nodes { name } } }', variables);
      await same('query ($first: Int = 2) { customers(first: $first) { nodes { name } } }', variables);
    },
  );

  it.each([['A'], ['B'], ['C'], [undefined]])(
    'the compiled executor returns what graphql-js does, byte for byte, for the operation %s of two',
    async (operationName) => {
      await same('query A { providers { code } } query B { providers { name } }', undefined, operationName);
    },
  );

  it.each(Object.keys(schema.getMutationType()!.getFields()))(
    'the compiled executor returns what graphql-js does, byte for byte, for a mutation that is refused: %s',
    async (field) => {
      const { args } = schema.getMutationType()!.getFields()[field]!;
      const source = `mutation ($input: ${String(args[0]!.type)}) { a: ${field}(input: $input) { userErrors { __typename code message path } } }`;
      await same(source, { input: {} });
    },
  );
});

/** By graphql-js, field by field. */
async function interpreted(schema: GraphQLSchema, sent: GatewayRequest): Promise<ExecutionResult> {
  const { operationName, variables } = sent.request;
  const { document, context } = sent;
  return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
}

/** The answer as text. Errors of fields that run side by side may come in another order. */
function comparable({ data, errors }: ExecutionResult): string {
  const texts = errors?.map((error) => JSON.stringify(error)).sort();
  return JSON.stringify({ data, errors: texts });
}
