import { serverAudits } from 'graphql-http';
import { useServer } from '../support/test-server';

const server = useServer();
let key: string;
beforeAll(async () => (key = await server.keyOf('SUPPORT')));

/** As a client that is no page of another site: some of the audits ask by GET, which needs a header to prove it (ADR 14). */
function asOwnClient(address: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${key}`);
  headers.set('apollo-require-preflight', 'true');
  return fetch(address as string, { ...init, headers });
}

const AUDITS = serverAudits({ url: () => server.url, fetchFn: asOwnClient });

it('all 61 audits of GraphQL over HTTP are run', () => expect(AUDITS).toHaveLength(61));

it.each(AUDITS.map((audit) => [audit.id, audit.name, audit] as const))(
  'GraphQL over HTTP, audit %s: the server %s',
  async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  },
);
