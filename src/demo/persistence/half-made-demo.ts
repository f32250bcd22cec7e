import { Database } from '../../platform/transactions/database';
import { firstRow, statement } from '../../platform/sql';

const HALF_MADE = statement(
  'demo-half-made',
  `SELECT EXISTS (SELECT FROM audit_log WHERE actor = $1 AND key_id = 0)
     AND NOT EXISTS (SELECT FROM audit_log WHERE NOT (actor = $1 AND key_id = 0) AND contract_id IS NOT NULL)
     AND NOT EXISTS (SELECT FROM api_keys) AS "isHalfMade"`,
);

/**
 * Whether the demo began and was cut off: its keys are made last, and there are none. False where anybody else has
 * written to a contract.
 */
export async function isHalfMade({ sql }: Database, maker: string): Promise<boolean> {
  const row = await firstRow<{ isHalfMade: boolean }>(sql, HALF_MADE, [maker]);
  return row!.isHalfMade;
}

/** What was there before the demo. */
const KEPT = new Set(['providers', 'plans', 'consulting_feed', 'id_cipher']);

/** Removes all that the demo made, over a connection of the owner, who alone may. The catalog stays. */
export async function removeDemo({ dataSource }: Database): Promise<void> {
  const tables = dataSource.entityMetadatas.map(({ tableName }) => tableName);
  const made = tables.filter((table) => !KEPT.has(table));
  await dataSource.transaction(async (manager) => {
    // Ledgers refuse TRUNCATE to everybody.
    for (const table of made) await manager.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await manager.query(`TRUNCATE ${made.join(', ')}`);
    for (const table of made) await manager.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await manager.query('UPDATE consulting_feed SET position = 0, latest_occurred_at = NULL');
  });
}
