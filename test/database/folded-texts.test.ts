import { FoldedTexts1795300000140 } from '../../src/database/migrations/1795300000140-folded-texts';
import { freshDatabase, TestDatabase } from '../support/test-database';

const migration = new FoldedTexts1795300000140();
let target: TestDatabase;

beforeEach(async () => {
  target = await freshDatabase('folded_texts');
  await migrate('down');
});
afterEach(() => target.close());

/** As a migration runs: in a transaction of its own. */
async function migrate(direction: 'up' | 'down'): Promise<void> {
  const runner = target.database.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await migration[direction](runner);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

const query = (sql: string, values: unknown[] = []) =>
  target.database.dataSource.query<Record<string, unknown>[]>(sql, values);

async function customer(number: string, name: string): Promise<string> {
  const [row] = await query(
    `INSERT INTO customers (number, name, region, is_partner) VALUES ($1, $2, 'EUROPE', false) RETURNING id`,
    [number, name],
  );
  return row!['id'] as string;
}

async function contract(number: string): Promise<string> {
  const [row] = await query(
    `INSERT INTO contracts (number, customer_id, provider_id, plan_id, order_received_at, recorded_at, ordered_on, activates_on,
       time_zone, term_months)
     SELECT $1, $2, provider_id, id, '2026-01-01', '2026-01-01', '2026-01-01', '2026-02-01', 'Europe/Berlin', 12 FROM plans LIMIT 1
     RETURNING id`,
    [number, await customer(`C of ${number}`, 'Acme')],
  );
  return row!['id'] as string;
}

async function contact(contractId: string, email: string, validTo: string | null = null): Promise<void> {
  await query(
    `INSERT INTO named_contacts (contract_id, name, email, phone, valid_from, valid_to)
     VALUES ($1, ' Ada\u00A0', $2, '1', '2026-01-01', $3)`,
    [contractId, email, validTo],
  );
}

const satellite = (contractId: string, name: string) =>
  query(`INSERT INTO satellites (contract_id, name, registered_at) VALUES ($1, $2, '2026-03-01')`, [
    contractId,
    name,
  ]);

it('the migration keeps texts as written, cleaned, with the folded form beside them, however many rows there are', async () => {
  await query(
    `INSERT INTO customers (number, name, region, is_partner)
     SELECT 'N-' || n, 'Name ' || n, 'EUROPE', false FROM generate_series(1, 5001) n`,
  );
  await customer(' Ｋ-1', 'Mu\u0308ller');
  const id = await contract('V 1');
  await contact(id, 'ÄDA@müller.example');
  await contact(id, 'äda@müller.example', '2026-02-01');
  await satellite(id, 'Süd');
  await migrate('up');
  expect(
    await query(
      `SELECT number, number_folded, name, name_folded, language FROM customers WHERE name LIKE 'M%'`,
    ),
  ).toEqual([
    { number: 'Ｋ-1', number_folded: 'k-1', name: 'Müller', name_folded: 'müller', language: 'EN' },
  ]);
  expect(
    await query(`SELECT count(*) FROM customers WHERE number_folded = lower(number) COLLATE "C"`),
  ).toEqual([{ count: '5002' }]);
  expect(await query('SELECT number_folded FROM contracts')).toEqual([{ number_folded: 'v 1' }]);
  expect(await query('SELECT name, email, email_folded FROM named_contacts ORDER BY id LIMIT 1')).toEqual([
    { name: 'Ada', email: 'ÄDA@müller.example', email_folded: 'äda@xn--mller-kva.example' },
  ]);
  expect(await query('SELECT name_folded FROM satellites')).toEqual([{ name_folded: 'süd' }]);
});

it('the migration names every group of rows that look the same, and changes nothing', async () => {
  const one = await customer('K-1', 'One');
  const two = await customer('Ｋ-1', 'Two');
  const id = await contract('V-1');
  await contact(id, 'ada@müller.example');
  await contact(id, 'ada@xn--mller-kva.example');
  await satellite(id, 'edge');
  await satellite(id, 'edge\u00A0');
  const failure = await migrate('up').then(
    () => '',
    (error: Error) => error.message,
  );
  expect(failure).toContain(`customers, ids ${one}, ${two}: number "K-1", "Ｋ-1"`);
  expect(failure).toMatch(
    /named_contacts, ids \d+, \d+: email "ada@müller.example", "ada@xn--mller-kva.example"/,
  );
  expect(failure).toMatch(/satellites, ids \d+, \d+: name "edge", "edge"/);
  expect(await query(`SELECT number FROM customers WHERE id = ANY($1) ORDER BY id`, [[one, two]])).toEqual([
    { number: 'K-1' },
    { number: 'Ｋ-1' },
  ]);
});
