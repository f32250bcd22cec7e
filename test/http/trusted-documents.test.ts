import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { trustedDocumentsOf } from '../../src/graphql/trusted-documents/trusted-documents';
import { trustDocuments } from '../../src/http/trust-documents';
import { PlainServer, startPlainServer } from '../support/plain-server';
import { RawAnswer, sendRaw } from '../support/raw-request';
import { startTestServer, TestServer } from '../support/test-server';

const KNOWN =
  'query Provider($code: String = "it-novum") { providers { code } provider(code: $code) { name } }';
const OTHER = 'query Plans { providers { plans { code } } }';
const CREATE =
  'mutation Create($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { number } userErrors { code } } }';
const UNKNOWN = 'query Unknown { providers { name } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/** As Apollo's and urql's transports for persisted documents name one. */
const persisted = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ambit-trusted-'));
  file = join(folder, 'persisted-documents.json');
  const manifest = { [sha256(KNOWN)]: KNOWN, [sha1(OTHER)]: OTHER, [sha256(CREATE)]: CREATE };
  await writeFile(file, JSON.stringify(manifest));
});
afterAll(() => rm(folder, { recursive: true }));

interface Asked {
  post(body: object): Promise<RawAnswer>;
  get(parameters: Record<string, string>): Promise<RawAnswer>;
}

function askedOf({ url, key }: { readonly url: string; readonly key: string }): Asked {
  const authorization = `Bearer ${key}`;
  const header = { authorization, 'apollo-require-preflight': '1' };
  return {
    post: (body) => sendRaw(url, { body: JSON.stringify(body), headers: { authorization } }),
    get: (parameters) =>
      sendRaw(url, {
        method: 'GET',
        search: `?${new URLSearchParams(parameters).toString()}`,
        headers: header,
      }),
  };
}

function expectUntrusted({ status, body }: RawAnswer): void {
  const [error] = body.errors!;
  expect([status, error!.extensions.code, body.data]).toEqual([400, 'DOCUMENT_NOT_TRUSTED', undefined]);
}

describe.each(['by both ways', 'as in production'])('enforced, %s', (how) => {
  let server: (TestServer | PlainServer) & { key: string };
  let asked: Asked;

  beforeAll(async () => {
    const settings = { TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: file } as const;
    if (how === 'as in production') {
      server = await startPlainServer('trusted_documents', settings);
    } else {
      const started = await startTestServer(undefined, undefined, settings);
      server = Object.assign(started, { key: await started.keyOf('ADMIN') });
    }
    asked = askedOf(server);
  });
  afterAll(() => server.close());

  it(`where documents are enforced, one is run by its id in each form that transports send, ${how}`, async () => {
    const expected = (await asked.post({ query: KNOWN })).text;
    expect(JSON.parse(expected)).toMatchObject({
      data: { provider: { name: expect.any(String) as string } },
    });
    for (const body of [
      { documentId: sha256(KNOWN) },
      { documentId: `sha256:${sha256(KNOWN)}`, query: null },
      { extensions: persisted(sha256(KNOWN)) },
      { extensions: { ...persisted(sha256(KNOWN)), client: { name: 'desk' } }, variables: null },
      { documentId: sha256(KNOWN), extensions: persisted(sha256(KNOWN)), query: KNOWN },
    ]) {
      // Twice: the first may be left to Apollo, and the second is on the fast path.
      for (const time of [1, 2]) expect([time, (await asked.post(body)).text]).toEqual([time, expected]);
    }
    const byHash = JSON.stringify(persisted(sha256(KNOWN)));
    for (const [name, value] of [
      ['documentId', sha256(KNOWN)],
      ['extensions', byHash],
      ['query', KNOWN],
    ] as const)
      expect((await asked.get({ [name]: value })).text).toBe(expected);
  });

  it(`where documents are enforced, one under its SHA-1 and one with variables are run, ${how}`, async () => {
    expect((await asked.post({ documentId: sha1(OTHER), operationName: 'Plans' })).status).toBe(200);
    const variables = { code: 'op5' };
    const { body } = await asked.post({ documentId: sha256(KNOWN), variables });
    expect(body.errors).toBeUndefined();
  });

  it(`where documents are enforced, any other is refused before it is parsed, and writes nothing, ${how}`, async () => {
    const number = `C-${how.length}`;
    const input = { number, name: 'Muster', region: 'EUROPE' };
    const create = CREATE.replace('Create', 'Other');
    for (const body of [
      { query: UNKNOWN },
      { query: `${KNOWN} ` },
      { query: '{ malformed(' },
      { query: '' },
      { query: create, variables: { input } },
      { query: create, variables: { input }, documentId: sha256(CREATE) },
      { query: create, variables: { input }, extensions: persisted(sha256(create)) },
      { query: KNOWN, documentId: sha1(OTHER) },
      { documentId: sha256(UNKNOWN) },
      { documentId: 5 },
      { documentId: '' },
      { documentId: { $ne: null } },
      { documentId: sha256(KNOWN), extensions: persisted(sha1(OTHER)) },
      { extensions: { persistedQuery: { sha256Hash: [sha256(KNOWN)] } } },
    ])
      expectUntrusted(await asked.post(body));
    const { body } = await asked.post({ query: CREATE, variables: { input } });
    expect(body).toMatchObject({ data: { createCustomer: { customer: { number }, userErrors: [] } } });
  });

  it(`where documents are enforced, no address leads around it, ${how}`, async () => {
    const [known, unknown] = [encodeURIComponent(KNOWN), encodeURIComponent(UNKNOWN)];
    const headers = { authorization: `Bearer ${server.key}`, 'apollo-require-preflight': '1' };
    for (const search of [
      `?query=${unknown}`,
      `?query=${unknown}&query=${known}`,
      `?query=${known}&query=${unknown}`,
      `?x=1&x=2&query=${unknown}`,
      `?documentId=${sha256(KNOWN)}&query=${unknown}`,
      `?query=${unknown}&documentId=${sha256(KNOWN)}`,
      `?documentId=${sha256(UNKNOWN)}`,
      `?extensions=%7B&query=${unknown}`,
    ]) {
      const { body, status } = await sendRaw(server.url, { method: 'GET', search, headers });
      // Of a parameter that is given twice the first alone is looked at, and alone it is run.
      if (search.startsWith(`?query=${known}`)) expect(body.data).toHaveProperty('provider');
      else expect([search, status, body.data]).toEqual([search, 400, undefined]);
    }
  });

  it(`where documents are enforced, a request without any document is told what it lacks, ${how}`, async () => {
    for (const body of [{}, { variables: {} }, { query: 5 }, [{ query: UNKNOWN }]]) {
      const answer = await asked.post(body);
      expect([answer.status, answer.body.errors![0]!.extensions.code]).toEqual([400, 'BAD_REQUEST']);
    }
  });
});

describe('logged', () => {
  it('where documents are logged, others run too, and a request by an id that is unknown is refused', async () => {
    const settings = { TRUSTED_DOCUMENTS: 'log', TRUSTED_DOCUMENTS_FILE: file } as const;
    const server = await startTestServer(undefined, undefined, settings);
    const asked = askedOf({ url: server.url, key: await server.keyOf('SUPPORT') });
    try {
      const expected = (await asked.post({ query: KNOWN })).text;
      expect((await asked.post({ documentId: sha256(KNOWN) })).text).toBe(expected);
      for (const body of [
        { query: UNKNOWN },
        { query: UNKNOWN, documentId: sha256(KNOWN) },
        { query: UNKNOWN, extensions: persisted(sha256(UNKNOWN)) },
      ])
        expect((await asked.post(body)).body).toMatchObject({ data: { providers: expect.any(Array) as [] } });
      expectUntrusted(await asked.post({ documentId: sha256(UNKNOWN) }));
    } finally {
      await server.close();
    }
  });
});

it('a document that is logged is logged once by its hash, never by its text, and one a second at most', () => {
  let now = 0;
  const lines: unknown[] = [];
  const documents = trustedDocumentsOf(JSON.stringify({ [sha256(KNOWN)]: KNOWN }));
  const [hook] = trustDocuments(
    'log',
    documents,
    { warn: (line: unknown) => void lines.push(line) },
    () => now,
  );
  const send = (query: string, id: string) => {
    const request = { method: 'POST', body: { query }, id } as FastifyRequest;
    const done = jest.fn();
    hook!.call({} as FastifyInstance, request, {} as FastifyReply, done);
    expect(done).toHaveBeenCalledWith();
  };
  send(UNKNOWN, 'first');
  send(KNOWN, 'known');
  send(OTHER, 'within the second');
  now = 1_000;
  send(UNKNOWN, 'again');
  send(OTHER, 'later');
  expect(lines).toEqual([
    { reqId: 'first', documentSha256: sha256(UNKNOWN) },
    { reqId: 'later', documentSha256: sha256(OTHER) },
  ]);
});

it('without trusted documents an id says nothing', async () => {
  const server = await startTestServer();
  const asked = askedOf({ url: server.url, key: await server.keyOf('SUPPORT') });
  try {
    expect((await asked.post({ documentId: sha256(KNOWN) })).status).toBe(400);
    expect((await asked.post({ query: UNKNOWN, documentId: sha256(KNOWN) })).status).toBe(200);
  } finally {
    await server.close();
  }
});
