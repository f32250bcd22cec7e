import { PlainServer, startPlainServer } from '../support/plain-server';
import { uniqueNumber } from '../support/builders';
import { rowCounts } from '../support/row-counts';

const OPERATIONS = {
  query: 'providers { code }',
  mutation:
    'createCustomer(input: { number: "NUMBER", name: "One", region: EUROPE }) { customer { number } userErrors { code } }',
  subscription: 'contractChanged { id }',
} as const;
type Kind = keyof typeof OPERATIONS;

const SHAPES = {
  anonymous: (kind: Kind) => `${kind} { ${OPERATIONS[kind]} }`,
  'one named': (kind: Kind) => `${kind} Right { ${OPERATIONS[kind]} }`,
  'two named': (kind: Kind) => `${kind} Right { ${OPERATIONS[kind]} } ${kind} Other { ${OPERATIONS[kind]} }`,
} as const;
type Shape = keyof typeof SHAPES;

/** What `operationName` is sent as; undefined: not at all. */
const NAMES = {
  absent: undefined,
  null: null,
  empty: '',
  blank: ' ',
  unknown: 'Wrong',
  right: 'Right',
} as const;
type Name = keyof typeof NAMES;

const isFound = (shape: Shape, name: Name) =>
  name === 'absent' || name === 'null' ? shape !== 'two named' : name === 'right' && shape !== 'anonymous';

/** The status that the table wants, and the code of the error. */
function wanted(kind: Kind, shape: Shape, name: Name, method: string): [number, string | undefined] {
  if (kind === 'subscription') return [400, 'GRAPHQL_VALIDATION_FAILED'];
  if (!isFound(shape, name)) return [400, 'OPERATION_RESOLUTION_FAILURE'];
  if (kind === 'mutation' && method === 'GET') return [405, 'BAD_REQUEST'];
  return [200, undefined];
}

let server: PlainServer;
let nth = 0;
beforeAll(async () => (server = await startPlainServer('one_reading')));
afterAll(() => server.close());

async function send(method: string, query: string, operationName: string | null | undefined) {
  const headers = {
    authorization: `Bearer ${server.key}`,
    'content-type': 'application/json',
    'apollo-require-preflight': 'yes',
  };
  const search = new URLSearchParams({ query, ...(operationName == null ? {} : { operationName }) });
  const response =
    method === 'GET'
      ? await fetch(`${server.url}?${search.toString()}`, { headers })
      : await fetch(server.url, { method, headers, body: JSON.stringify({ query, operationName }) });
  const text = await response.text();
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, text, code: errors?.[0]?.extensions.code };
}

const TABLE = (Object.keys(OPERATIONS) as Kind[]).flatMap((kind) =>
  (Object.keys(SHAPES) as Shape[]).flatMap((shape) =>
    (Object.keys(NAMES) as Name[]).flatMap((name) =>
      ['POST', 'GET'].map((method) => [kind, shape, name, method] as const),
    ),
  ),
);

it.each(TABLE)('%s, %s, operationName %s, by %s', async (kind, shape, name, method) => {
  nth += 1;
  const number = uniqueNumber('R');
  const query = `${SHAPES[shape](kind)} # ${nth}`.replaceAll('NUMBER', number);
  const before = kind === 'query' ? null : await rowCounts(server.database);
  const first = await send(method, query, NAMES[name]);
  const [status, code] = wanted(kind, shape, name, method);
  expect([first.status, first.code]).toEqual([status, code]);
  if (before !== null) {
    const written = await rowCounts(server.database);
    if (kind === 'mutation' && status === 200) expect(written['customers']).toBe(before['customers']! + 1);
    else expect(written).toEqual(before);
  }
  const later = await send(method, query, NAMES[name]);
  expect(later.status).toBe(status);
  // The same customer a second time is refused; all else is the same, byte for byte.
  if (kind === 'mutation' && status === 200) expect(later.text).toContain('CONFLICT');
  else expect(later.text).toBe(first.text);
});
