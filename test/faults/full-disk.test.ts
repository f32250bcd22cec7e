import { useServer } from '../support/test-server';

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
