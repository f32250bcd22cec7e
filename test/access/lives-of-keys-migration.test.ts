import { authenticate } from '../../src/access/use-cases/authenticate';
import { hashApiKey } from '../../src/access/hash-api-key';
import { LivesOfKeys1795300000151 } from '../../src/database/migrations/1795300000151-lives-of-keys';
import { freshDatabase, TestDatabase } from '../support/test-database';

let target: TestDatabase;
beforeAll(async () => (target = await freshDatabase('lives_of_keys')));
afterAll(() => target.close());

// Of the first form, without a checksum.
const secretOf = (letter: string) => `ambit_sales_${letter.repeat(32)}`;

it('keys from before stay valid, or revoked, and say who made and revoked them; back again they have their hash', async () => {
  const { database } = target;
  const runner = database.dataSource.createQueryRunner();
  const migration = new LivesOfKeys1795300000151();
  await migration.down(runner);
  const insert = (name: string, letter: string, revokedAt: string | null) =>
    runner.query(
      `INSERT INTO api_keys (name, prefix, hash, role, created_at, revoked_at) VALUES ($1, $2, $3, 'SALES', '2026-01-01', $4)`,
      [name, `ambit_sales_${letter}`, hashApiKey(secretOf(letter)), revokedAt],
    );
  await insert('desk', 'a', null);
  await insert('demo sales', 'b', null);
  await insert('gone', 'c', '2026-02-01');
  await migration.up(runner);
  expect(await database.sql.rows('SELECT name, created_by, revoked_by FROM api_keys ORDER BY id')).toEqual([
    { name: 'desk', created_by: 'command line', revoked_by: null },
    { name: 'demo sales', created_by: 'demo data', revoked_by: null },
    { name: 'gone', created_by: 'command line', revoked_by: 'command line' },
  ]);
  const names: (string | undefined)[] = [];
  for (const letter of ['a', 'b', 'c'])
    names.push((await authenticate(database, secretOf(letter), new Date()))?.name);
  expect(names).toEqual(['desk', 'demo sales', undefined]);

  await migration.down(runner);
  const hashes = await database.sql.rows<{ hash: Buffer }>('SELECT hash FROM api_keys ORDER BY id');
  expect(hashes.map(({ hash }) => hash.equals(hashApiKey(secretOf('a'))))).toEqual([true, false, false]);
  await migration.up(runner);
  await runner.release();
});
