import { poolOf } from '../../src/platform/pool-of';
import { useServer } from '../support/test-server';
import { order } from '../support/builders';

const CUSTOMERS = '{ customers(first: 1) { nodes { name } } }';
const ADD = `mutation ($input: AddNamedContactInput!) { addNamedContact(input: $input) { userErrors { code } } }`;

describe('no connection to the database for two seconds', () => {
  const server = useServer();

  it.each([
    ['while it is asked whose key it is', false],
    ['while the question is answered', true],
  ])(
    'where no connection is free for two seconds, the response is 503 and Retry-After: %s',
    async (_when, isKeyKnown) => {
      const ask = (key: string) => {
        const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
        return fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query: CUSTOMERS }) });
      };
      const key = await server.keyOf('ADMIN');
      const [known, unknown] = [await server.keyOf('SALES'), await server.keyOf('SUPPORT')];
      expect((await ask(key)).status).toBe(200);
      const runners = Array.from({ length: 10 }, () => server.program.dataSource.createQueryRunner());
      await ask(known);
      await Promise.all(runners.map((runner) => runner.connect()));
      const refused = await ask(isKeyKnown ? known : unknown);
      await Promise.all(runners.map((runner) => runner.release()));
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await refused.json()).toMatchObject({
        errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
      });
      expect((await ask(key)).status).toBe(200);
    },
  );

  it('readyz has a connection of its own: it says 200 where all others are taken', async () => {
    const pool = poolOf(server.program.dataSource);
    const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const isFree = pool.connect().then((client) => client.release());
    const { status } = await fetch(new URL('/readyz', server.url));
    expect([status, pool.waitingCount]).toEqual([200, 1]);
    for (const client of taken) client.release();
    await isFree;
  });
});

describe('a database that cannot do it in time', () => {
  const server = useServer();

  it('where the database times out, the response is 503 and Retry-After, and nothing is written', async () => {
    const key = await server.keyOf('ADMIN');
    const { id: contractId } = await order(await server.as('ADMIN'), 'op5', 'premium');
    const runner = server.database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`SELECT FROM contracts FOR UPDATE`);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({
      query: ADD,
      variables: {
        input: { contractId, contact: { name: 'Nobody else', email: 'nobody@example.com', phone: '1' } },
      },
    });
    const answer = fetch(server.url, { method: 'POST', headers, body });
    await cancelTheWaiting();
    const refused = await answer;
    await runner.rollbackTransaction();
    await runner.release();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    expect(await server.database.sql.rows(`SELECT FROM named_contacts WHERE name = 'Nobody else'`)).toEqual(
      [],
    );
  });

  /** What PostgreSQL does itself when statement_timeout is over, without waiting for it. */
  async function cancelTheWaiting(): Promise<void> {
    const text = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await server.database.sql.rows(text)).length === 0);
  }
});
