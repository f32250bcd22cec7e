import { DataSource } from 'typeorm';
import { dataSourceFor } from '../../../src/boot/data-source';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { loadCatalogFiles } from '../../../src/catalog/use-cases/load-catalog-files';
import { tellDueContracts } from '../../../src/contracts/use-cases/tell-due-contracts';
import { migrate } from '../../../src/database/migrate';
import { MIGRATIONS } from '../../../src/database/migrations';
import { EventsByTime1795300000191 } from '../../../src/database/migrations/1795300000191-events-by-time';
import { ensureProgramRoles } from '../../../src/database/program-roles';
import { closeUnanswered } from '../../../src/incidents/use-cases/close-unanswered';
import { tellDueIncidents } from '../../../src/incidents/use-cases/tell-due-incidents';
import { databaseOver } from '../../../src/platform/transactions/database';
import { emptyDatabase } from '../../support/test-database';

const DAY_MS = 86_400_000;

let source: DataSource;
beforeAll(async () => {
  const url = await emptyDatabase('before_events_by_time');
  source = dataSourceFor(url, { DATABASE_POOL_SIZE: 3, DATABASE_STATEMENT_TIMEOUT_MS: 30_000 });
  const before = MIGRATIONS.slice(0, MIGRATIONS.indexOf(EventsByTime1795300000191));
  const old = await new DataSource({ ...source.options, migrations: before }).initialize();
  await ensureProgramRoles(old);
  await old.runMigrations({ transaction: 'each' });
  // Today's loader writes a column that was not there.
  await old.query('ALTER TABLE providers ADD COLUMN loaded_from text');
  await loadCatalogFiles(databaseOver(old), 'catalog', new Date());
  await old.query('ALTER TABLE providers DROP COLUMN loaded_from');
  await old.query(OLD_BOOK);
  await old.destroy();
  await source.initialize();
  await migrate(source);
});
afterAll(() => source.destroy());

/** A contract in its second year, and incidents in each state of which time alone tells something. */
const OLD_BOOK = `
  INSERT INTO customers (id, number, name, region, is_partner, number_folded, name_folded)
    VALUES (1, 'C-1', 'Old', 'EUROPE', false, 'c-1', 'old');
  INSERT INTO contracts (id, number, number_folded, customer_id, provider_id, plan_id, order_received_at, recorded_at, ordered_on,
      activates_on, time_zone, term_months, contacts_used, contacts_limit)
    SELECT 1, 'K-1', 'k-1', 1, provider_id, id, now() - interval '430 days', now() - interval '430 days',
      current_date - 430, current_date - 400, 'Europe/Berlin', 12, 1, 3 FROM plans WHERE code = 'standard' LIMIT 1;
  INSERT INTO contract_plans (contract_id, plan_id, valid_from) SELECT id, plan_id, order_received_at FROM contracts;
  INSERT INTO contract_years (contract_id, number, starts_on, ends_on)
    SELECT 1, n, activates_on + make_interval(years => n - 1), activates_on + make_interval(years => n)
    FROM contracts, generate_series(1, 2) AS n;
  INSERT INTO named_contacts (id, contract_id, name, email, phone, valid_from, email_folded)
    VALUES (1, 1, 'Ada', 'ada@example.com', '+49 661 103 0', now() - interval '430 days', 'ada@example.com');
  INSERT INTO incidents (reference, status, response_due_at, closes_at, contract_id, contract_year, contact_id, channel, impact,
      test_system, product, product_version, platform_version, description, received_at, recorded_at, support_line,
      distributed_setup, priority, started_at_line)
    SELECT reference, status, now() + due, now() + closes, 1, 2, 1, 'EMAIL', 'LOW', false, 'openitcockpit', '4.8', 'Debian 12',
      'Slow.', now() - interval '20 days', now() - interval '20 days', 1, false, false, 1
    FROM (VALUES ('overdue', 'NEW', interval '-10 days', NULL::interval), ('due-later', 'NEW', interval '1 day', NULL),
      ('warned', 'WAITING_FOR_CUSTOMER', NULL, interval '3 days'),
      ('warned-later', 'WAITING_FOR_CUSTOMER', NULL, interval '20 days')) AS old (reference, status, due, closes)`;

/** What the program does each second, that many days from now on; returns all that was told until then. */
async function toldIn(days: number): Promise<string[]> {
  const database = databaseOver(source);
  const now = new Date(Date.now() + days * DAY_MS);
  await tellDueIncidents(database, now);
  await closeUnanswered(database, now);
  await tellDueContracts(database, new Catalog(database), now);
  const events = await database.sql.rows<{ type: string; reference: string | null }>(
    `SELECT type, data->>'reference' AS reference FROM events ORDER BY contract_id, type, data->>'reference'`,
  );
  return events.map(({ type, reference }) => (reference === null ? type : `${type} ${reference}`));
}

it('of contracts and incidents from before there were events, what lies in their past is told to nobody and what comes later is told', async () => {
  expect(await toldIn(0)).toEqual([]);
  // What changes later lets the contract be looked at again.
  await source.query('UPDATE contracts SET contacts_used = 0; UPDATE contracts SET contacts_used = 1');
  expect(await toldIn(0)).toEqual([]);
  expect(await toldIn(365)).toEqual([
    'contract.notice_deadline',
    'contract.notice_deadline',
    'contract.notice_deadline',
    'contract.renewed',
    'contract.year_began',
    'incident.closed warned',
    'incident.closed warned-later',
    'incident.closing_soon warned-later',
    'incident.response_breached due-later',
  ]);
});
