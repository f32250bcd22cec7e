import { Client } from 'pg';
import { consultingTables } from './consulting-tables';
import { contractTables } from './contract-tables';
import { copyTable } from './copy-table';
import { IDS_A_CONTRACT } from './sample-contract';
import { Source, Table } from './table';
import { sqlOver } from '../../src/platform/sql';
import { keepLists } from './keep-lists';
import { usageTables } from './usage-tables';

/** Takes a line about what is being done; one that is not `done` will be followed by more about the same. */
export type Progress = (line: string, done: boolean) => void;

/** What follows from the tables before, row by row. */
const DERIVED: Readonly<Record<string, string>> = {
  customer_regions: `INSERT INTO customer_regions (customer_id, valid_from, region)
    SELECT id, '2020-01-01', region FROM customers`,
  incident_events: `INSERT INTO incident_events
      (incident_id, contract_id, at, recorded_at, kind, internal, response_due_at, actor, actor_kind)
    SELECT i.id, i.contract_id, e.at, e.at, e.kind, false, CASE e.kind WHEN 'RECEIVED' THEN i.response_due_at END, 'benchmark', 'STAFF'
    FROM incidents i CROSS JOIN LATERAL (VALUES
      ('RECEIVED', i.received_at), ('FIRST_RESPONSE', i.first_responded_at),
      ('RESOLVED', i.first_responded_at + interval '2 days'), ('CLOSED', i.first_responded_at + interval '5 days')
    ) AS e (kind, at) WHERE i.status = 'CLOSED' OR e.kind IN ('RECEIVED', 'FIRST_RESPONSE')`,
};

/** The contracts on which writes are measured accept whatever comes. */
const NOT_WRITTEN_TO = "plan_id NOT IN (SELECT id FROM plans WHERE code = 'bulk')";

/** What lists are filtered by: notices, suspensions and scheduled changes of some contracts, and refusals of this month. */
const LISTED: Readonly<Record<string, string>> = {
  contract_notices: `WITH given AS (
      INSERT INTO contract_notices (contract_id, party, received_at, recorded_at, ends_on)
      SELECT id, 'CUSTOMER', activates_on + interval '13 months', activates_on + interval '13 months', activates_on + interval '24 months'
      FROM contracts WHERE id % 20 = 3 AND ${NOT_WRITTEN_TO} RETURNING contract_id, ends_on
    ) UPDATE contracts c SET notice_ends_on = given.ends_on FROM given WHERE c.id = given.contract_id`,
  contract_suspensions: `WITH given AS (
      INSERT INTO contract_suspensions (contract_id, since, reason)
      SELECT id, activates_on + interval '13 months', 'Access is not given.' FROM contracts WHERE id % 50 = 7 AND ${NOT_WRITTEN_TO} RETURNING contract_id, since
    ) UPDATE contracts c SET suspended_since = given.since FROM given WHERE c.id = given.contract_id`,
  decision_records: `INSERT INTO decision_records (contract_id, at, request_id, key_id, actor, role, mutation, allowed, facts, rules)
    SELECT id, now() - (id % 29) * interval '1 day', 'bench-' || id, 0, 'benchmark', 'SUPPORT', 'registerSatellite', false, '{}',
      '[{"rule": "SATELLITE_LIMIT_REACHED", "outcome": "FAILED", "explanation": "No room.", "refusals": [{"kind": "LIMIT_REACHED",
        "code": "SATELLITE_LIMIT_REACHED", "message": "No room.", "limit": 0, "used": 0, "resetsAt": null, "allowedByPlanIds": []}]}]'
    FROM contracts WHERE id % 10 = 1`,
};

/** Tables whose ids were given by us, so that the database does not know of them. */
const WITH_GIVEN_IDS = [
  'customers',
  'contracts',
  'named_contacts',
  'satellites',
  'incidents',
  'consulting_orders',
  'consulting_blocks',
  'consulting_events',
];

/** Fills a migrated database that holds the catalogs and nothing else. The same size and month make the same rows. */
export async function loadData(url: string, source: Source, progress: Progress): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await leaveForeignKeysForLater(client, progress);
    const tables = [...contractTables(source), ...usageTables(source), ...consultingTables(source)];
    const indexes = await dropIndexes(client, [...tables.map(({ name }) => name), ...Object.keys(DERIVED)]);
    for (const table of tables) await loadTable(client, table, progress);
    for (const [name, text] of Object.entries(DERIVED)) {
      await timed(progress, name, async () => (await client.query(text)).rowCount ?? 0);
    }
    await timed(progress, 'indexes', () => makeIndexes(client, indexes));
    for (const [name, text] of Object.entries(LISTED))
      await timed(progress, name, async () => (await client.query(text)).rowCount ?? 0);
    await timed(progress, 'what lists read', () => keepLists(sqlOver(client), new Date()));
    for (const name of WITH_GIVEN_IDS)
      await setSequence(client, `pg_get_serial_sequence('${name}', 'id')`, name);
    await client.query(`SELECT setval('incident_numbers', ${(source.size + 1) * IDS_A_CONTRACT})`);
    await client.query(`UPDATE consulting_feed SET (position, latest_occurred_at) =
      (SELECT coalesce(max(position), 0), max(latest_occurred_at) FROM consulting_events)`);
    await timed(
      progress,
      'vacuum and analyze',
      async () => (await client.query('VACUUM (ANALYZE)')).rowCount ?? 0,
    );
  } finally {
    await client.end();
  }
}

/** Looking up every reference would take most of the time; `checkData` does it once, set by set. */
async function leaveForeignKeysForLater(client: Client, progress: Progress): Promise<void> {
  try {
    await client.query('SET session_replication_role = replica');
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    progress('This database user may not put off foreign keys: loading takes longer.', true);
  }
}

/** To keep them up row by row takes most of the time. Those of constraints stay. Answers what makes them again. */
async function dropIndexes(client: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = ANY ($1::regclass[]) AND NOT indisunique AND NOT indisexclusion`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

async function makeIndexes(client: Client, definitions: readonly string[]): Promise<number> {
  await client.query(`SET maintenance_work_mem = '1GB'`);
  for (const definition of definitions) await client.query(definition);
  return 0;
}

function loadTable(client: Client, table: Table, progress: Progress): Promise<number> {
  const tell = (rows: number) => progress(`${table.name}: ${rows.toLocaleString('en')} rows`, false);
  return timed(progress, table.name, () => copyTable(client, table, tell));
}

async function timed(progress: Progress, name: string, work: () => Promise<number>): Promise<number> {
  const start = performance.now();
  const rows = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  progress(`${name}: ${rows === 0 ? '' : `${rows.toLocaleString('en')} rows, `}${seconds} s`, true);
  return rows;
}

async function setSequence(client: Client, sequence: string, table: string): Promise<void> {
  await client.query(`SELECT setval(${sequence}, (SELECT max(id) FROM ${table}))`);
}
