import { types } from 'pg';
import { poolOf } from '../../../src/platform/pool-of';
import { sqlOver, statement } from '../../../src/platform/sql';
import { TestDatabase, workerDatabase } from '../../support/test-database';

let target: TestDatabase;
beforeAll(async () => {
  target = await workerDatabase();
});
afterAll(() => target.close());

const EVERY_TYPE = `SELECT n AS id, n::int8 AS long, n::int2 AS short, n * 1.5 AS number, n::float8 AS float, n = 2 AS flag,
  CASE WHEN n = 2 THEN 'größer 🚀' END AS text, DATE '2026-02-28' + n AS day, TIMESTAMPTZ '2026-02-28 10:00:00.123+02' AS at,
  ARRAY[n, NULL]::int8[] AS list, ARRAY['a,"', 'ß'] AS texts, jsonb_build_object('n', n) AS json, repeat('ü', 100 * n) AS "long text",
  interval '1 day' AS span, 1 AS twice, 2 AS twice, 'x' AS "__proto__", '\\x00ff'::bytea AS bytes
  FROM generate_series(1, 3) n`;

it('gives the rows that the driver gives, prepared and not', async () => {
  const pool = poolOf(target.database.dataSource);
  const { rows: expected } = await pool.query<object>(EVERY_TYPE);
  const sql = sqlOver(pool);
  expect(await sql.rows(EVERY_TYPE)).toStrictEqual(expected);
  expect(await sql.rows(`${EVERY_TYPE} WHERE n > $1`, [0])).toStrictEqual(expected);
  const prepared = statement('test-every-type', `${EVERY_TYPE} WHERE n > $1`);
  for (let nth = 0; nth < 3; nth += 1) expect(await sql.rows(prepared, [0])).toStrictEqual(expected);
  expect(await sql.rows(prepared, [3])).toEqual([]);
  expect(expected).toHaveLength(3);
});

it('statements that are under way at the same time on one connection each get their own rows', async () => {
  const client = await poolOf(target.database.dataSource).connect();
  try {
    const sql = sqlOver(client);
    const [numbers, fault, texts] = await Promise.allSettled([
      sql.rows('SELECT 1 AS a, 2 AS b'),
      sql.rows('SELECT 1 / 0 AS a'),
      sql.rows(`SELECT 'x' AS b, 'y' AS a`),
    ]);
    expect(numbers).toEqual({ status: 'fulfilled', value: [{ a: 1, b: 2 }] });
    expect(fault).toMatchObject({ reason: { code: '22012' } });
    expect(texts).toEqual({ status: 'fulfilled', value: [{ b: 'x', a: 'y' }] });
  } finally {
    client.release();
  }
});

it('a fault names who asked', async () => {
  const asks = async () => sqlOver(poolOf(target.database.dataSource)).rows('SELECT 1 / 0');
  await expect(asks()).rejects.toMatchObject({ stack: expect.stringContaining('rows-query.test') as string });
});

it('a value that cannot be read ends its statement alone', async () => {
  const mac = types.builtins.MACADDR;
  const before = types.getTypeParser(mac) as (text: string) => unknown;
  types.setTypeParser(mac, () => {
    throw new RangeError('not read');
  });
  const client = await poolOf(target.database.dataSource).connect();
  try {
    const sql = sqlOver(client);
    const [failed, next] = await Promise.allSettled([
      sql.rows(`SELECT '08:00:2b:01:02:03'::macaddr AS mac FROM generate_series(1, 3)`),
      sql.rows('SELECT 1 AS one'),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: new RangeError('not read') });
    expect(next).toEqual({ status: 'fulfilled', value: [{ one: 1 }] });
  } finally {
    client.release();
    types.setTypeParser(mac, before);
  }
});
