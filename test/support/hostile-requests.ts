import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { fragmentBomb, incidentsOfIncidents, manyNodes } from './hostile-documents';

export interface HostileRequest {
  readonly method?: string;
  /** Behind the address of GraphQL. */
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** Requests that a hostile client may send. `nth` makes the documents of each round new. */
export function hostileRequests(nth: number): Readonly<Record<string, HostileRequest>> {
  return { ...documents(nth), ...variables(nth), ...bodies(nth), ...addresses(), ...headers(nth) };
}

function post(query: unknown, variables?: unknown, operationName?: unknown): HostileRequest {
  return { body: JSON.stringify({ query, variables, operationName }) };
}

function repeat(count: number, piece: (nth: number) => string): string {
  return Array.from({ length: count }, (_, nth) => piece(nth)).join(' ');
}

function documents(round: number): Record<string, HostileRequest> {
  const tree = (levels: number): string =>
    levels === 0
      ? 'number'
      : `a: customer { contracts(first: 0) { nodes { ${tree(levels - 1)} } } } b: customer { name }`;
  const sources: Record<string, string> = {
    'fragments that double at 12 levels': fragmentBomb(12),
    'fragments that double at 60 levels': fragmentBomb(60),
    'incidents of incidents, twice': incidentsOfIncidents(2),
    'incidents of incidents, three times': incidentsOfIncidents(3),
    'incidents of incidents, four times': incidentsOfIncidents(4),
    '300 aliases of 100 ids': manyNodes(
      300,
      Array.from({ length: 100 }, () => 'a'),
    ),
    '30 aliases of 100 ids': manyNodes(
      30,
      Array.from({ length: 100 }, (_, id) => toGlobalId('Contract', String(id))),
    ),
    '101 ids': manyNodes(
      1,
      Array.from({ length: 101 }, () => 'a'),
    ),
    'a selection 2,400 levels deep': `{ ${'a { '.repeat(2_400)} a ${'}'.repeat(2_400)} }`,
    'a list 2,400 levels deep': `{ nodes(ids: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { id } }`,
    'an object 1,600 levels deep': `{ customers(filter: ${'{ a: '.repeat(1_600)} 1 ${'}'.repeat(1_600)}) { totalCount } }`,
    'a type 2,000 levels deep': `query ($a: ${'['.repeat(2_000)} Int ${']'.repeat(2_000)}) { providers { name } }`,
    'a field 2,400 times': `{ providers { ${'name '.repeat(2_400)} } }`,
    'a root field 1,000 times': `{ ${repeat(1_000, (nth) => `a${nth}: providers { name }`)} }`,
    '30 times 30 of the same field': `{ ${`providers { ${'name '.repeat(30)} } `.repeat(30)} }`,
    'a name for two fields, many times': `{ ${repeat(300, (nth) => `... on Query { x: providers { y: ${nth % 2 ? 'name' : 'code'} } }`)} }`,
    'a thousand fragments': `{ ...F0 } ${repeat(400, (nth) => `fragment F${nth} on Query { ...F${nth + 1} }`)} fragment F400 on Query { __typename }`,
    'fragments that spread all others': `{ ...F0 } ${repeat(30, (nth) => `fragment F${nth} on Query { ${repeat(30, (other) => `...F${other}`)} }`)}`,
    'a loop of fragments': '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    'directives, 1,000 on one field': `{ providers { name ${'@skip(if: false) '.repeat(1_000)} } }`,
    'unknown directives, 1,000 on one field': `{ providers { name ${'@x '.repeat(1_000)} } }`,
    'unknown fields, 2,000': `{ ${repeat(2_000, (nth) => `x${nth}`)} }`,
    'operations, 600': repeat(600, (nth) => `query Q${nth} { __typename }`),
    'variables, 900': `query (${repeat(900, (nth) => `$a${nth}: Int`)}) { providers { name } }`,
    'as many fields as are compiled': `{ ${repeat(25, (nth) => `r${round}_${nth}: provider(code: "x") { ${repeat(10, (field) => `f${field}: name`)} }`)} }`,
    'as many fields as are allowed': `{ ${repeat(30, (nth) => `r${nth}: provider(code: "x") { ${repeat(30, (field) => `f${field}: name g${field}: code`)} }`)} }`,
    'introspection of everything in everything': `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`,
    'introspection under 30 names': `{ ${repeat(30, (nth) => `s${nth}: __schema { types { fields { args { type { name } } } } }`)} }`,
    'contracts of customers, 6 levels': `{ contracts(first: 0) { nodes { ${tree(4)} } } }`,
    'names of JavaScript': '{ __proto__ constructor { prototype } toString valueOf hasOwnProperty }',
    'an alias named __proto__': '{ __proto__: providers { __proto__: name constructor: code } }',
    'an id with a number without end': `{ node(id: "${Buffer.from(`Contract:${'9'.repeat(5_000)}`).toString('base64url')}") { id } }`,
    ...idsOf('constructor:1', '__proto__:1', 'toString:1', 'hasOwnProperty:1', 'Contract:constructor'),
    'a subscription, where there is none': 'subscription { incidentOpened { id } }',
    'a subscription under a name of JavaScript': 'subscription constructor { __proto__ }',
    'a page of 2,147,483,647': '{ contracts(first: 2147483647) { totalCount } }',
    'a page of -1': '{ contracts(first: -1) { totalCount } }',
    'a number of 4,000 digits': `{ contracts(first: ${'9'.repeat(4_000)}) { totalCount } }`,
    'a float without end': '{ contracts(first: 1e999) { totalCount } }',
    'a NUL in a text': '{ customer(number: "\\u0000") { id } }',
    'half of a surrogate pair': '{ customer(number: "\\uD800") { id } }',
    'a text of 200,000 characters': `{ customer(number: "${'x'.repeat(200_000)}") { id } }`,
    'combining characters': `{ customer(number: "${'e\u0301'.repeat(20_000)}") { id } }`,
    'a name from right to left': '{ \u202eprovi\u2066ders { name } }',
    'emoji for a field': '{ 💥 { name } }',
    'SQL in a text': `{ customer(number: "'; DROP TABLE customers; --") { id } }`,
    'an instant of the year 999999':
      '{ previewNotice(contractId: "x", receivedAt: "+999999-01-01T00:00:00Z") { __typename } }',
    'a cursor of garbage': '{ contracts(first: 1, after: "%%%") { totalCount } }',
    'no operation': 'fragment A on Query { __typename }',
    'definitions of types': 'type Query { a: Int } extend schema @x { mutation: Query }',
    '@defer and @stream': '{ providers { ... @defer { name } plans @stream { name } } }',
    'comments only': `#${'x'.repeat(100_000)}`,
    'a byte order mark and commas': `\ufeff${','.repeat(50_000)}{ providers { name } }`,
  };
  // A comment in front, so that nothing is known of the document.
  const entries = Object.entries(sources).map(
    ([name, source]) => [name, post(`#${round}\n${source}`)] as const,
  );
  return Object.fromEntries(entries);
}

function idsOf(...contents: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    contents.map((content) => {
      const id = Buffer.from(content).toString('base64url');
      return [
        `an id that says ${content}`,
        `{ node(id: "${id}") { id } nodes(ids: ["${id}"]) { __typename } contract(id: "${id}") { number } }`,
      ];
    }),
  );
}

function variables(round: number): Record<string, HostileRequest> {
  const page = `query P${round} ($first: Int, $after: String, $ids: [ID!] = []) { contracts(first: $first, after: $after) { totalCount } nodes(ids: $ids) { id } }`;
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;
  return {
    'a variable of 1e308': post(page, { first: 1e308 }),
    'a variable for a page that is a list': post(page, { first: [[1]] }),
    'a variable for a page that is a text': post(page, { first: '100' }),
    'a variable of 10,000 ids': post(page, { ids: Array.from({ length: 10_000 }, () => 'x') }),
    'a variable that has a length': post(page, { ids: { length: 1e9 } }),
    'a variable 1,000 levels deep': post(page, { ids: nested(1_000) }),
    'a variable with a NUL': post(page, { after: '\0' }),
    'a variable named constructor': post(page, { constructor: { prototype: 1 } }),
    'a variable named __proto__': {
      body: `{"query": ${JSON.stringify(page)}, "variables": {"__proto__": {"first": 1}}}`,
    },
    '5,000 variables': post(
      page,
      Object.fromEntries(Array.from({ length: 5_000 }, (_, nth) => [`v${nth}`, nth])),
    ),
    'variables that are a list': post(page, []),
    'variables that are a text': post(page, 'x'),
    'an operation name of an object': post(page, {}, { a: 1 }),
    'an operation name of 100,000 characters': post(page, {}, 'x'.repeat(100_000)),
  };
}

function bodies(round: number): Record<string, HostileRequest> {
  const query = { query: `#${round}\n{ providers { name } }` };
  return {
    'a batch of two': { body: JSON.stringify([query, query]) },
    'a batch of 5,000': { body: JSON.stringify(Array.from({ length: 5_000 }, () => query)) },
    'an empty body': { body: '' },
    null: { body: 'null' },
    'a text': { body: '"query"' },
    'half of JSON': { body: '{"query": "{ prov' },
    'JSON 100,000 levels deep': { body: '['.repeat(100_000) },
    'the key __proto__': { body: '{"__proto__": {"query": "{ providers { name } }"}}' },
    'the key constructor': { body: '{"constructor": {"prototype": {"x": 1}}, "query": "{ __typename }"}' },
    'a query that is a number': post(1),
    'a query that is an object': post({ kind: 'Document' }),
    'bytes that are no UTF-8': { body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x7d]) },
    NULs: { body: '\0'.repeat(1_000) },
    'a body that is too large': { body: JSON.stringify({ query: ' '.repeat(300_000) }) },
    'extensions 500 levels deep': {
      body: `{"query": "{ __typename }", "extensions": ${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`,
    },
    'a persisted query': {
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
    },
  };
}

function addresses(): Record<string, HostileRequest> {
  const get = (search: string): HostileRequest => ({
    method: 'GET',
    search,
    headers: { 'apollo-require-preflight': '1' },
  });
  return {
    'a GET without a query': get(''),
    'a GET that writes': get('?query=mutation{closeIncident(input:{incidentId:"x"}){userErrors{code}}}'),
    'a GET with two queries': get('?query={__typename}&query={__typename}'),
    'a GET with half a percent': get('?query=%7'),
    'a GET with variables that are no JSON': get('?query={__typename}&variables=%7B'),
    'another method': { method: 'DELETE' },
    'an address beside': { search: '/../../etc/passwd', body: '{}' },
    'an address of NUL': { search: '/%00', body: '{}' },
    'an address without end': { search: `/${'a'.repeat(10_000)}`, body: '{}' },
  };
}

function headers(round: number): Record<string, HostileRequest> {
  const body = JSON.stringify({ query: `#${round}\n{ providers { name } }` });
  const typed = (type: string): HostileRequest => ({ body, headers: { 'content-type': type } });
  const packed = (encoding: string, bytes: Uint8Array): HostileRequest => ({
    body: new Uint8Array(bytes),
    headers: { 'content-encoding': encoding },
  });
  const zeros = Buffer.alloc(2_000_000, ' ');
  return {
    'a form': typed('application/x-www-form-urlencoded'),
    'plain text': typed('text/plain'),
    XML: typed('application/xml'),
    'GraphQL as such': typed('application/graphql'),
    'several parts': typed('multipart/form-data; boundary=x'),
    'a charset that does not exist': typed('application/json; charset=utf-99'),
    'a media type of garbage': typed(';;;//'),
    'a gzip body': packed('gzip', gzipSync(body)),
    'a gzip body that unpacks to 2 MB': packed('gzip', gzipSync(zeros)),
    'a deflate body': packed('deflate', deflateSync(body)),
    'a brotli body': packed('br', brotliCompressSync(body)),
    'an accept header without sense': { body, headers: { accept: 'image/png, ///;q=x' } },
    'a request id of 5,000 characters': { body, headers: { 'x-request-id': 'a'.repeat(5_000) } },
    'a request id with SQL': { body, headers: { 'x-request-id': `'; DROP TABLE incidents; --` } },
    'a key of another kind': { body, headers: { authorization: 'Basic YTpi' } },
    'a key of 5,000 characters': { body, headers: { authorization: `Bearer ${'x'.repeat(5_000)}` } },
    'a cost that is asked for with garbage': { body, headers: { 'ambit-cost': '1, 1; DROP' } },
  };
}
