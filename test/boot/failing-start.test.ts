import { once } from 'node:events';
import { AddressInfo, createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { addressWith } from '../support/foreign-database';
import { Ended } from '../support/program-process';
import { rowCounts } from '../support/row-counts';
import { spawnServer } from '../support/server-processes';
import { freshDatabase, TestDatabase } from '../support/test-database';

describe('a start that fails', () => {
  const ended = new Map<string, Ended>();
  let database: TestDatabase;
  let taken: Server;
  let before: Record<string, number>;

  // All at once: each needs a process of its own, and most of their time is spent on loading the program.
  beforeAll(async () => {
    database = await freshDatabase('failing_start');
    const newer = await freshDatabase('newer_schema');
    await newer.database.dataSource.query(
      `INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Future1999999999999')`,
    );
    before = await rowCounts(newer.database);
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const settings: Record<string, Record<string, string>> = {
      'faulty settings': { PORT: 'http', DATABASE_URL: 'mysql://localhost', LOG_LEVEL: 'loud' },
      'a port that is taken': {
        DATABASE_URL: database.url,
        PORT: String((taken.address() as AddressInfo).port),
      },
      'a database that is not there': { DATABASE_URL: 'postgres://ambit@127.0.0.1:1/ambit' },
      'a user that is unknown': {
        DATABASE_URL: addressWith(database.url, (url) => (url.username = 'nobody_of_that_name')),
      },
      'a database of another name': {
        DATABASE_URL: addressWith(database.url, (url) => (url.pathname = '/no_such_database')),
      },
      'a schema that is newer': { DATABASE_URL: newer.url },
    };
    await Promise.all(
      Object.entries(settings).map(async ([name, given]) => {
        ended.set(name, await spawnServer({ DATA_DIR: tmpdir(), ...given }).ended);
      }),
    );
    expect(await rowCounts(newer.database)).toEqual(before);
    await newer.close();
  });
  afterAll(async () => {
    taken.close();
    await database.close();
  });

  it.each([
    [
      'faulty settings',
      78,
      [
        'Faulty settings:',
        'PORT: must be a whole number',
        'DATABASE_URL: must look like',
        'LOG_LEVEL: must be one of',
      ],
    ],
    [
      'a port that is taken',
      69,
      [/^Port \d+ of 127\.0\.0\.1 is taken by another program\.$/, /PORT=\d+ npm start$/],
    ],
    [
      'a database that is not there',
      69,
      ['The database does not answer (ECONNREFUSED).', 'DATABASE_URL names its host and port'],
    ],
    [
      'a user that is unknown',
      69,
      [/^The database refuses: .*nobody_of_that_name/, 'DATABASE_URL names a database that exists'],
    ],
    [
      'a database of another name',
      69,
      ['database "no_such_database" does not exist', 'DATABASE_URL names a database that exists'],
    ],
    [
      'a schema that is newer',
      69,
      [/^The database is newer than this program: .*Future1999999999999/, 'Start the newer program'],
    ],
  ])(
    'a start that fails for %s exits with %i, and tells cause and next step alone',
    (name, exitCode, lines) => {
      const { stdout, stderr, ...rest } = ended.get(name)!;
      expect({ stdout, ...rest }).toEqual({ stdout: '', exitCode });
      const told = stderr.trimEnd().split('\n');
      expect(told).toHaveLength(lines.length);
      lines.forEach((line, index) => expect(told[index]).toMatch(line));
    },
  );
});
