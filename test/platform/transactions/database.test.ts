import { EntityManager } from 'typeorm';
import { CustomerEntity } from '../../../src/customers/persistence/customer.entity';
import { Database, Transaction } from '../../../src/platform/transactions/database';
import { freshDatabase, TestDatabase } from '../../support/test-database';

let target: TestDatabase;
let database: Database;
beforeAll(async () => {
  target = await freshDatabase('transaction');
  ({ database } = target);
  await save(database.dataSource.manager, 'C-0');
});
afterAll(() => target.close());

function save(manager: Transaction['manager'], number: string) {
  return manager.save(CustomerEntity, fieldsOf(number));
}

const WAYS: readonly (readonly [string, (manager: EntityManager) => Promise<unknown>])[] = [
  ['save()', (manager) => save(manager, 'C-1')],
  ['save() of many, in chunks', (manager) => manager.save([customer(1), customer(2)], { chunk: 1 })],
  ['remove()', async (manager) => manager.remove(await manager.findOneByOrFail(CustomerEntity, {}))],
  ['upsert()', (manager) => manager.upsert(CustomerEntity, customer(3), ['numberFolded'])],
  ['a repository', (manager) => manager.getRepository(CustomerEntity).save(customer(4))],
  ['a nested transaction', (manager) => manager.transaction((nested) => save(nested, 'C-5'))],
];

function fieldsOf(number: string) {
  const folded = { numberFolded: number.toLowerCase(), nameFolded: 'one' };
  return { number, name: 'One', ...folded, region: 'EUROPE', isPartner: false } as const;
}

function customer(nth: number): CustomerEntity {
  return database.dataSource.manager.create(CustomerEntity, fieldsOf(`C-${nth}`));
}

it.each(WAYS)(
  '%s of TypeORM is rolled back with its transaction, and keeps its locks',
  async (_way, write) => {
    const failing = database.transaction(async ({ manager, sql }) => {
      await sql.rows('LOCK TABLE customer_regions IN EXCLUSIVE MODE');
      await write(manager as EntityManager);
      expect(await isLocked()).toBe(true);
      throw new Error('a fault after the write');
    });
    await expect(failing).rejects.toThrow('a fault after the write');
    expect(await numbers()).toEqual(['C-0']);
    expect(await isLocked()).toBe(false);
  },
);

it('save() of TypeORM is committed with its transaction', async () => {
  await database.transaction(({ manager }) => save(manager, 'C-9'));
  expect(await numbers()).toEqual(['C-0', 'C-9']);
});

async function numbers(): Promise<string[]> {
  const rows = await database.sql.rows<{ number: string }>('SELECT number FROM customers ORDER BY number');
  return rows.map(({ number }) => number);
}

async function isLocked(): Promise<boolean> {
  const text = `SELECT FROM pg_locks WHERE relation = 'customer_regions'::regclass AND mode = 'ExclusiveLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return (await database.sql.rows(text)).length > 0;
}
