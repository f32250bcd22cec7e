import { useServer } from '../support/test-server';

const server = useServer();

const ask = async (path: string, position: string) => {
  const key = await server.keyOf('ADMIN');
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'ambit-position': position,
  };
  const isGraphql = path === '/graphql';
  return fetch(new URL(path, server.url), {
    method: isGraphql ? 'POST' : 'GET',
    headers,
    body: isGraphql ? JSON.stringify({ query: '{ providers { name } }' }) : undefined,
  });
};

it.each(['/graphql', '/billing/consulting-usage.csv?from=2026-01-01&to=2026-02-01'])(
  'a position that is none is refused at %s by its name, and not repeated',
  async (path) => {
    expect((await ask(path, '16/B374D848')).status).toBe(200);
    const refused = await ask(path, 'k0rrekthorse');
    const text = await refused.text();
    expect(refused.status).toBe(400);
    expect(text).toContain('BAD_USER_INPUT');
    expect(text).toContain('ambit-position');
    expect(text).not.toContain('k0rrekthorse');
  },
);
