import { connectByOwner } from '../../src/boot/program-database';
import { freshDatabase } from '../support/test-database';

it('every connection of the program gives up a lock that is not had within LOCK_TIMEOUT_MS, in both pools', async () => {
  const { database, url, close } = await freshDatabase('session_settings');
  const settings = {
    DATABASE_POOL_SIZE: 2,
    DATABASE_STATEMENT_TIMEOUT_MS: 30_000,
    LOCK_TIMEOUT_MS: 1_234,
  };
  const program = await connectByOwner(database.dataSource, url, settings);
  const shown = program.pools.map(({ name, dataSource }) =>
    dataSource.query('SHOW lock_timeout').then((rows: unknown) => [name, rows]),
  );
  expect(await Promise.all(shown)).toEqual([
    ['staff', [{ lock_timeout: '1234ms' }]],
    ['tenants', [{ lock_timeout: '1234ms' }]],
  ]);
  await program.close();
  await close();
});
