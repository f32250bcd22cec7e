import { openRaw, postHead } from '../support/raw-socket';
import { useServer } from '../support/test-server';

const server = useServer();
const BODY = JSON.stringify({ query: '{ viewer { role } }' });

async function statusWith(...keys: readonly string[]): Promise<string> {
  const head = postHead({ connection: 'close', 'content-length': BODY.length }).trimEnd();
  const headers = keys.map(
    (key, nth) => `${nth === 0 ? 'authorization' : 'AUTHORIZATION'}: Bearer ${key}\r\n`,
  );
  const raw = await openRaw(server.url, `${head}\r\n${headers.join('')}\r\n${BODY}`);
  await raw.closed;
  return raw.received().split(' ')[1]!;
}

it('a request with two keys is nobody’s, whichever comes first, and also where both are the same', async () => {
  const [admin, sales] = [await server.keyOf('ADMIN'), await server.keyOf('SALES')];
  expect(await statusWith(admin)).toBe('200');
  for (const keys of [
    [admin, sales],
    [sales, admin],
    [admin, admin],
  ])
    expect(await statusWith(...keys)).toBe('400');
});
