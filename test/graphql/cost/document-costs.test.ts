import { getIntrospectionQuery, parse } from 'graphql';
import { DEFAULT_LIMITS } from '../../../src/graphql/cost/cost-limits';
import { valueOf, Variables } from '../../../src/graphql/cost/count';
import { DocumentCosts, OperationCost } from '../../../src/graphql/cost/document-costs';
import { apiSchema } from '../../../src/graphql/schema';

const schema = apiSchema();
const costs = new DocumentCosts(schema);

function faultOf(source: string, limits = DEFAULT_LIMITS): string | null {
  return new DocumentCosts(schema, limits).of(parse(source)).fault;
}

function costOf(source: string): OperationCost {
  const { fault, operations } = costs.of(parse(source));
  expect(fault).toBeNull();
  return [...operations.values()][0]!;
}

function nodesOf(source: string, variables: Variables = {}): number {
  return valueOf(costOf(source).nodes, variables);
}

/** As many fields of different names as wanted, all leaves. */
function aliases(field: string, count: number, prefix = 'a'): string {
  return Array.from({ length: count }, (_, nth) => `${prefix}${nth}: ${field}`).join(' ');
}

it.each<[string, string, number]>([
  ['one thing counts none', '{ contract(id: "x") { number customer { name } } }', 0],
  ['a page counts its size', '{ contracts(first: 7) { nodes { number } } }', 7],
  ['a page from the end counts its size', '{ contracts(last: 7) { nodes { number } } }', 7],
  ['a page without a size counts the default', '{ contracts { totalCount } }', 25],
  ['a page of null counts the default', '{ contracts(first: null) { totalCount } }', 25],
  ['an empty page counts nothing', '{ contracts(first: 0) { nodes { incidents { totalCount } } } }', 0],
  ['no page counts more than its limit', '{ contracts(first: 2000000000) { nodes { number } } }', 100],
  ['the page of the consulting usage may be larger', `{ ${usage('first: 300')} { totalCount } }`, 200],
  ['a negative page counts nothing', '{ contracts(first: -7) { nodes { number } } }', 0],
  [
    'nodes and edges of one page count once',
    '{ contracts(first: 7) { nodes { number } edges { node { number } } pageInfo { endCursor } } }',
    7,
  ],
  [
    'what lies below nodes and below edges counts twice',
    '{ contracts(first: 7) { nodes { incidents(first: 2) { totalCount } } edges { node { incidents(first: 2) { totalCount } } } } }',
    7 + 7 * 2 * 2,
  ],
  [
    'a page within a page is multiplied',
    '{ contracts(first: 10) { nodes { incidents(first: 10) { nodes { reference } } } } }',
    110,
  ],
  [
    'a list beside the rows of a page counts once',
    `{ ${usage('first: 100')} { nodes { id } totals { hours } } }`,
    120,
  ],
  ['a list without pages counts its bound', '{ providers { plans { code } } }', 10 + 10 * 10],
  ['a list of values counts nothing', '{ plan(id: "x") { channels } }', 0],
  ['a list of ids counts the ids', '{ nodes(ids: ["a", "b", "c"]) { id } }', 3],
  ['one id for a list counts as one', '{ nodes(ids: "a") { id } }', 1],
  ['lists of introspection count nothing', '{ __schema { types { fields { name } } } }', 0],
  [
    'an alias counts again',
    '{ a: contracts(first: 7) { totalCount } b: contracts(first: 7) { totalCount } }',
    14,
  ],
  [
    'a field that is asked for twice counts once',
    '{ contracts(first: 7) { totalCount } ...F } fragment F on Query { contracts(first: 7) { nodes { number } } }',
    7,
  ],
  [
    'what is asked for of a type counts below it',
    '{ nodes(ids: ["a", "b"]) { ... on Contract { incidents(first: 5) { totalCount } } ... on Customer { name } } }',
    2 + 2 * 5,
  ],
])('the number of nodes is counted: %s', (_name, source, nodes) => {
  expect(nodesOf(source)).toBe(nodes);
});

it('the number of nodes is that of the page sizes in variables', () => {
  const source = `query ($n: Int = 3, $m: Int) { contracts(first: $n) { nodes { incidents(first: $m) { totalCount } } } }`;
  expect(nodesOf(source)).toBe(3 + 3 * 25);
  expect(nodesOf(source, { n: 10, m: 4 })).toBe(10 + 10 * 4);
  expect(nodesOf(source, { n: null, m: null })).toBe(25 + 25 * 25);
  expect(nodesOf(source, { n: 0 })).toBe(0);
  expect(nodesOf(source, { n: 'many', m: {} })).toBe(25 + 25 * 25);
  expect(nodesOf(source, { n: 1e300, m: -5 })).toBe(100);
});

it('the number of nodes is that of the ids in a variable', () => {
  const source = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  expect(nodesOf(source, { ids: ['a', 'b'] })).toBe(2);
  expect(nodesOf(source, { ids: 'a' })).toBe(1);
  expect(nodesOf(source, {})).toBe(0);
  expect(nodesOf('query ($id: ID!) { nodes(ids: [$id, $id]) { id } }', {})).toBe(2);
});

it('the number of nodes is a number already where no variable can change it', () => {
  const source = 'query ($id: ID!) { contract(id: $id) { incidents(first: 3) { nodes { reference } } } }';
  expect(costOf(source).nodes).toBe(3);
});

it('what a document costs by itself counts fields, depth and root fields', () => {
  const source =
    '{ a: providers { ...P } provider(code: "x") { ...P } } fragment P on Provider { name plans { code } }';
  expect(costOf(source)).toMatchObject({ fields: 2 + 2 * 3, depth: 3, rootFields: 2 });
});

it('what a document costs by itself takes the usual introspection query, which is 15 deep', () => {
  expect(costOf(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }))).toMatchObject({
    depth: 15,
    nodes: 0,
  });
});

it('what a document costs by itself refuses introspection of types within types, however flat', () => {
  const names = ['name', 'kind', 'description'].map((field) => aliases(field, 30, field)).join(' ');
  const source = `{ __schema { types { fields { type { fields { type { ${names} } } } } } } }`;
  expect(faultOf(source)).toMatch(/values of introspection; at most 300,000 are allowed/);
});

it('what a document costs by itself refuses from one level more than the limit', () => {
  const deep = (levels: number) =>
    `{ incident(id: "x") ${'{ contract '.repeat(levels - 2)} { id } ${'}'.repeat(levels - 2)} }`;
  expect(faultOf(deep(16))).toBeNull();
  expect(faultOf(deep(17))).toBe(
    'The document asks for 17 levels of fields; at most 16 are allowed. Ask for what lies deeper by its id.',
  );
});

it('what a document costs by itself refuses from one occurrence of a field more than the limit', () => {
  expect(faultOf(`{ ${aliases('providers { name }', 30)} }`)).toBeNull();
  const message =
    'The document asks for 31 occurrences of the field providers in one selection set; at most 30 are allowed. Split it into several requests.';
  expect(faultOf(`{ ${aliases('providers { name }', 31)} }`)).toBe(message);
  expect(faultOf(`{ ${'providers { name } '.repeat(31)} }`)).toBe(message);
  const inFragments = `{ providers { name } ...A ...B } fragment A on Query { ${aliases('providers { name }', 20)} } fragment B on Query { ${aliases('providers { code }', 10, 'b')} }`;
  expect(faultOf(inFragments)).toMatch(/31 occurrences/);
});

it('what a document costs by itself counts the occurrences in selection sets that are merged', () => {
  const source = `{ ${`providers { ${'name '.repeat(16)} } `.repeat(2)} }`;
  expect(faultOf(source)).toMatch(/32 occurrences of the field name/);
});

it('what a document costs by itself refuses from one directive at a place more than the limit', () => {
  const skipped = (count: number) => `{ providers { name ${'@skip(if: false) '.repeat(count)} } }`;
  expect(faultOf(skipped(5))).toBeNull();
  expect(faultOf(skipped(6))).toMatch(/6 directives at one place; at most 5 are allowed/);
  expect(faultOf(`query ${'@a '.repeat(6)} { providers { name } }`)).toMatch(/6 directives/);
  expect(faultOf(`query ($n: Int ${'@a '.repeat(6)}) { providers { name } }`)).toMatch(/6 directives/);
  expect(faultOf(`{ ...F } fragment F on Query ${'@a '.repeat(6)} { providers { name } }`)).toMatch(/6 dir/);
});

it('what a document costs by itself refuses from one field more than the limit, those of a fragment counted at each place', () => {
  const source = (places: number) =>
    `{ ${aliases('providers { ...F }', places)} } fragment F on Provider { name code plans { code id } }`;
  const limits = { ...DEFAULT_LIMITS, fields: 60 };
  expect(faultOf(source(10), limits)).toBeNull();
  expect(faultOf(source(11), limits)).toBe(
    'The document asks for 66 fields, each fragment counted where it is spread; at most 60 are allowed. Split it into several requests.',
  );
});

it('a hostile document of two aliases on each of 12 levels of fragments is refused', () => {
  const levels = Array.from(
    { length: 12 },
    (_, n) =>
      `fragment F${n} on Contract { a: customer { contracts(first: 0) { nodes { ...F${n + 1} } } } b: customer { contracts(first: 0) { nodes { ...F${n + 1} } } } }`,
  );
  const bomb = `{ contract(id: "x") { ...F0 } } ${levels.join(' ')} fragment F12 on Contract { id }`;
  expect(faultOf(bomb)).toMatch(/asks for 28,667 fields/);
});

it('a hostile document with more fields than there are numbers is refused', () => {
  const levels = Array.from(
    { length: 400 },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ... { ...F${n + 1} } }`,
  );
  const bomb = `{ ...F0 } ${levels.join(' ')} fragment F400 on Query { __typename }`;
  expect(faultOf(bomb)).toMatch(/at least 1,000,000,000 fields/);
});

it('a hostile document with all its fields in a fragment that is not spread, or whose name is taken, is refused', () => {
  const names = 'name '.repeat(31);
  expect(faultOf(`{ __typename } fragment F on Provider { ${names} }`)).toMatch(/31 occurrences/);
  expect(
    faultOf(`{ ...A } fragment A on Query { providers { ${names} } } fragment A on Query { __typename }`),
  ).toMatch(/31 occurrences/);
  expect(
    faultOf(
      `{ __typename } fragment A on Query { ...B } fragment B on Query { ...A providers { ${names} } }`,
    ),
  ).toMatch(/31 occurrences/);
});

it('a hostile document of many operations that spread one fragment is refused', () => {
  const operations = Array.from({ length: 200 }, (_, nth) => `query Q${nth} { ...F }`).join(' ');
  const fragment = `fragment F on Query { ${aliases('providers { name }', 10)} }`;
  expect(faultOf(`${operations} ${fragment}`)).toMatch(/asks for 2,020 fields/);
});

it('a hostile document that spreads nothing again and again is refused', () => {
  const levels = Array.from(
    { length: 40 },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ... { ...F${n + 1} } }`,
  );
  expect(faultOf(`{ ...F0 } ${levels.join(' ')}`)).toMatch(/at least 1,000,000,000 fragments/);
});

it.each([
  ['a fragment within itself', '{ ...A } fragment A on Query { providers { name } ...A }'],
  [
    'two fragments within each other',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A ...A }',
  ],
  ['a fragment that does not exist', '{ ...A ...A }'],
  ['fields that do not exist', '{ constructor { __proto__ { toString } } providers { valueOf } }'],
  ['a type that does not exist', '{ ... on toString { a } ... on Missing { nodes { b } } }'],
  ['no operation', 'fragment A on Query { ...A }'],
  ['a subscription where there is none', 'subscription { incidents { nodes } }'],
  ['a selection on a value', '{ providers { name { x } } }'],
  ['a definition of types', 'type Query { a: [Int] }'],
  ['a fragment twice', '{ ...A } fragment A on Query { a } fragment A on Query { ...A }'],
])('a hostile document is left to validation: %s', (_name, source) => {
  expect(faultOf(source)).toBeNull();
});

it.each([
  [3, 50 * 100 ** 3],
  [4, 50 * 100 ** 4],
])(
  'a hostile document of contracts with incidents of contracts with incidents, %i times, is far above the limit',
  (times, least) => {
    const inner = 'contract { incidents(first: 100) { nodes { '.repeat(times - 1);
    const source = `{ contracts(first: 50) { nodes { incidents(first: 100) { nodes { ${inner} id ${'} } } '.repeat(times - 1)} } } } } }`;
    const { operations } = new DocumentCosts(schema, { ...DEFAULT_LIMITS, depth: 30 }).of(parse(source));
    expect(valueOf([...operations.values()][0]!.nodes, {})).toBeGreaterThan(least);
  },
);

function usage(page: string): string {
  return `consultingUsage(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", ${page})`;
}
