import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceFor } from '../../../src/boot/data-source';
import { NoPrimary } from '../../../src/platform/database-fault';
import { PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy';
import { freshDatabase, TestDatabase } from '../../support/test-database';
import { freePort } from '../../../src/database/embedded/free-port';

const SETTINGS = { DATABASE_POOL_SIZE: 4, DATABASE_STATEMENT_TIMEOUT_MS: 10_000 };

let target: TestDatabase;
const proxies: PostgresProxy[] = [];
const opened: DataSource[] = [];
beforeAll(async () => {
  target = await freshDatabase('primary_finder');
});
afterEach(async () => {
  for (const dataSource of opened.splice(0)) await dataSource.destroy();
  for (const proxy of proxies.splice(0)) await proxy.close();
});
afterAll(() => target.close());

async function proxied(): Promise<PostgresProxy> {
  const proxy = await startPostgresProxy(target.url);
  proxies.push(proxy);
  return proxy;
}

function addressOf(ports: readonly (string | number)[], database?: string): string {
  const url = new URL(target.url);
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',');
  return `postgres://${url.username}:${url.password}@${hosts}${database ?? url.pathname}?target_session_attrs=read-write`;
}

async function opening(address: string): Promise<DataSource> {
  const dataSource = await dataSourceFor(address, SETTINGS).initialize();
  opened.push(dataSource);
  return dataSource;
}

const portOf = ({ url }: PostgresProxy) => new URL(url).port;
const poolOf = ({ driver }: DataSource) => (driver as unknown as { master: Pool }).master;

it('a server that is not there is passed over, wherever it stands in the list', async () => {
  const live = await proxied();
  const dataSource = await opening(addressOf([await freePort(), portOf(live), await freePort()]));
  expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('connections to a server that falls silent are broken, and go to one that was away before', async () => {
  const first = await proxied();
  const second = await proxied();
  second.cut();
  const dataSource = await opening(addressOf([portOf(first), portOf(second)]));
  await dataSource.query('SELECT 1');
  second.heal();
  first.silenceAll();
  await expect(dataSource.query('SELECT 1')).rejects.toThrow('Connection terminated unexpectedly');
  expect(await dataSource.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
});

it('a server that takes no writes is not connected to, and one that stops to take them is left', async () => {
  const live = await proxied();
  const dataSource = await opening(addressOf([portOf(live)]));
  await dataSource.query('SELECT 1');
  expect(poolOf(dataSource).totalCount).toBe(1);
  const setReadOnly = (value: string) =>
    target.database.sql.rows(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = ${value}', current_database()); END $$`,
    );
  await setReadOnly('on');
  await target.database.sql.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await expect(opening(addressOf([portOf(live)]))).rejects.toThrow(NoPrimary);
  await dataSource.query('SELECT 1').catch(() => undefined);
  await expect(dataSource.query('SELECT 1')).rejects.toThrow(NoPrimary);
  await setReadOnly('off');
  expect(await dataSource.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
});

it('what PostgreSQL says of the address is passed on: there is no such database', async () => {
  const live = await proxied();
  await expect(opening(addressOf([portOf(live), await freePort()], '/nowhere'))).rejects.toMatchObject({
    code: '3D000',
  });
});
