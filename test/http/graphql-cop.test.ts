import { clientFor, startTestServer, TestServer } from '../support/test-server';

/** The 13 checks of graphql-cop, written again: https://github.com/dolevf/graphql-cop. */
let server: TestServer;
let authorization: string;

beforeAll(async () => {
  server = await startTestServer(undefined, undefined, { NODE_ENV: 'production' });
  authorization = `Bearer ${await server.keyOf('ADMIN')}`;
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
}

async function send(search: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(server.url + search, {
    ...init,
    headers: { authorization, ...(init.headers as Record<string, string> | undefined) },
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Answer['body'] };
}

function post(body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return send('', { method: 'POST', headers, body: JSON.stringify(body) });
}

const ask = (query: string) => post({ query, operationName: 'cop' });
const get = (query: string) => send(`?${new URLSearchParams({ query }).toString()}`, {});

function expectRefused({ status, body }: Answer, code: string, message: RegExp): void {
  expect(body.data ?? null).toBeNull();
  expect(body.errors).toHaveLength(1);
  expect(body.errors![0]!.message).toMatch(message);
  expect([status, body.errors![0]!.extensions.code]).toEqual([400, code]);
}

it('the checks are run as somebody who may ask: a sound document gets its data', async () => {
  expect((await ask('query cop { __typename }')).body).toEqual({ data: { __typename: 'Query' } });
});

it('101 aliases of one field are refused', async () => {
  const aliases = Array.from({ length: 101 }, (_, nth) => `alias${nth}:__typename`).join(' \n');
  expectRefused(await ask(`query cop { ${aliases} }`), 'QUERY_TOO_COMPLEX', /101 occurrences/);
});

it('a batch of ten requests in an array is refused', async () => {
  const batch = Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }));
  expectRefused(await post(batch), 'BAD_REQUEST', /batching disabled/);
});

it('ten unknown directives at one field get one error, not ten', async () => {
  const query = 'query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }';
  expectRefused(await ask(query), 'QUERY_TOO_COMPLEX', /10 directives/);
});

it('the same field 500 times is refused', async () => {
  expectRefused(await ask(`query cop { ${'__typename \n'.repeat(500)} }`), 'QUERY_TOO_COMPLEX', /500/);
});

it('introspection in circles is refused', async () => {
  const query =
    'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';
  const { body } = await ask(query);
  expect(body.data ?? null).toBeNull();
});

it('introspection is refused in production, by both of its fields', async () => {
  for (const query of [
    'query cop { __schema { types { name fields { name } } } }',
    'query cop { __type(name: "Customer") { name } }',
  ]) {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.data ?? null).toBeNull();
    for (const { message } of body.errors!) expect(message).toMatch(/introspection has been disabled/);
  }
});

it('names of the schema are not suggested, at a field, an argument, a type, an input and an enum', async () => {
  for (const query of [
    'query cop { __schema { directive } }',
    'query cop { provders { name } }',
    'query cop { customers(frist: 1) { totalCount } }',
    'query cop { node(id: "x") { ... on Custmer { name } } }',
    'query cop { customers(filter: { regon: EUROPE }) { totalCount } }',
    'query cop { customers(filter: { region: EUROPA }) { totalCount } }',
  ]) {
    const { text, body } = await ask(query);
    expect(body.errors!.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/did you mean/i);
  }
});

it('a mutation by GET is refused', async () => {
  expectRefused(await get('mutation cop {__typename}'), 'BAD_REQUEST', /CSRF/);
});

it('a query by GET without a header that a foreign page cannot send is refused, also with Authorization and Accept', async () => {
  expectRefused(await get('query cop {__typename}'), 'BAD_REQUEST', /CSRF/);
  const accept = { accept: 'application/graphql-response+json' };
  const search = '?query=%7B__typename%7D';
  expectRefused(await send(search, { headers: accept }), 'BAD_REQUEST', /CSRF/);
});

it('a POST in the encoding of a form is refused', async () => {
  const body = new URLSearchParams({ query: 'query cop { __typename }' });
  const { status, body: answer } = await send('', { method: 'POST', body });
  expect([status, answer.data ?? null]).toEqual([415, null]);
});

it.each(['', '?query=%7B__typename%7D', '?raw', '/'])(
  'no page with an IDE is served in production at /graphql%s',
  async (search) => {
    const { text } = await send(search, { headers: { accept: 'text/html' } });
    expect(text).not.toMatch(/graphiql|playground|sandbox|<html/i);
  },
);

it('no response says how long its parts took', async () => {
  const { body } = await ask('query cop { __typename }');
  expect(body).toEqual({ data: { __typename: 'Query' } });
});

it('an error comes without the exception beneath it', async () => {
  const { body, text } = await ask('qwerty cop { abc }');
  expect(body.errors).toEqual([
    {
      message: 'Syntax Error: Unexpected Name "qwerty".',
      locations: [{ line: 1, column: 1 }],
      extensions: expect.objectContaining({ code: 'GRAPHQL_PARSE_FAILED' }),
    },
  ]);
  expect(text).not.toMatch(/exception|stack|node_modules/i);
});

it.each([
  ['production', 'on', true],
  ['production', undefined, false],
  [undefined, undefined, true],
  [undefined, 'off', false],
] as const)(
  'with NODE_ENV=%s and PAGES=%s introspection is possible: %s',
  async (NODE_ENV, PAGES, isPossible) => {
    const other = await startTestServer(undefined, undefined, { NODE_ENV, PAGES });
    try {
      const client = clientFor(other.url, await other.keyOf('SUPPORT'));
      const asked = client.request('{ __schema { queryType { name } } }');
      if (isPossible) expect(await asked).toEqual({ __schema: { queryType: { name: 'Query' } } });
      else await expect(asked).rejects.toThrow(/introspection has been disabled/);
      // What production hides, a start without settings hides too.
      const { message } = await client.request('{ provders { name } }').then(
        () => new Error('it was run'),
        (error: Error) => error,
      );
      expect(message).toContain('Cannot query field');
      expect(message).not.toContain('Did you mean');
    } finally {
      await other.close();
    }
  },
);
