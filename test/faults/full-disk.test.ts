import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres';
import { databaseOver } from '../../src/platform/transactions/database';
import { dataSourceFor } from '../../src/boot/data-source';
import { makeKey } from '../support/make-key';
import { startServerProcess } from '../support/server-processes';
import { useServer } from '../support/test-server';
import { askProgram } from './support/ask-program';
import { itOnSmallDisk } from './support/small-disk';

const CREATE =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { number } userErrors { code } } }';

describe('a database whose disk is full', () => {
  const server = useServer(undefined, 'full_disk');

  async function create(number: string) {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${await server.keyOf('ADMIN')}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: CREATE,
        variables: { input: { number, name: 'Full', region: 'EUROPE' } },
      }),
    });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      text: await response.text(),
    };
  }
  const sql = (text: string) => server.database.sql.rows<{ number: string }>(text);

  /** PostgreSQL says the same where it cannot extend a table (at once) and where it cannot write at the commit (deferred). */
  const FULL = `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$`;
  it.each([
    ['a row is written', 'CREATE TRIGGER full_disk AFTER INSERT ON customers FOR EACH ROW'],
    [
      'the transaction is committed',
      'CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON customers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW',
    ],
  ])(
    'a disk that is full as %s is a 503 that may be tried again, and nothing is written',
    async (_when, trigger) => {
      await sql(FULL);
      await sql(`${trigger} EXECUTE FUNCTION full_disk()`);
      const refused = await create('FULL-1');
      expect(refused).toMatchObject({ status: 503, retryAfter: '1' });
      expect(refused.text).toContain('SERVICE_UNAVAILABLE');
      expect(refused.text).not.toContain('extend');
      expect(await sql(`SELECT number FROM customers WHERE name = 'Full'`)).toEqual([]);
      await sql('DROP FUNCTION full_disk CASCADE');
      const written = await create('FULL-1');
      expect(written.status).toBe(200);
      expect(written.text).toContain('FULL-1');
      await sql(
        `DELETE FROM customer_regions WHERE customer_id IN (SELECT id FROM customers WHERE name = 'Full')`,
      );
      await sql(`DELETE FROM customers WHERE name = 'Full'`);
    },
  );
});

const MEGABYTES = 320;
const NAMES = '{ customers(first: 1) { nodes { name } } }';

itOnSmallDisk(
  'where the disk has no more room, writes get 503, all else goes on, and with room again nothing acknowledged is lost',
  MEGABYTES,
  async (disk) => {
    const postgres = await startEmbeddedPostgres({ dataDir: disk.folder });
    const program = await startServerProcess(postgres.url, { COST_BUCKET_POINTS: '0' });
    const settings = { DATABASE_POOL_SIZE: 2, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 };
    const owner = await dataSourceFor(postgres.url, settings).initialize();
    try {
      const key = await makeKey(databaseOver(owner), { name: 'full', role: 'ADMIN', customerId: null });
      const acknowledged: string[] = [];
      const create = async (number: string) => {
        const input = { number, name: 'x'.repeat(200), region: 'EUROPE' };
        const answer = await askProgram(program.url, key, CREATE, { input });
        if (answer.outcome === '200') acknowledged.push(number);
        return answer;
      };
      const readyz = async () => (await fetch(new URL('/readyz', program.url))).status;
      expect((await create('BEFORE')).outcome).toBe('200');
      disk.fill();
      const seen = new Set<string>();
      for (let nth = 0; seen.size < 2 && nth < 5_000; nth += 1) {
        const { outcome, retryAfter } = await create(`FULL-${nth}`);
        seen.add(`${outcome} ${retryAfter}`);
      }
      expect(seen).toEqual(new Set(['200 null', '503 SERVICE_UNAVAILABLE 1']));
      expect(await readyz()).toBe(200);
      expect((await askProgram(program.url, key, NAMES, {})).outcome).toBe('200');
      disk.free();
      expect((await create('AFTER')).outcome).toBe('200');
      expect(await readyz()).toBe(200);
      const rows = await owner.query<{ number: string }[]>('SELECT number FROM customers ORDER BY id');
      expect(rows.map(({ number }) => number)).toEqual(acknowledged);
    } finally {
      await owner.destroy();
      await program.stop();
      await postgres.stop();
    }
  },
  300_000,
);
