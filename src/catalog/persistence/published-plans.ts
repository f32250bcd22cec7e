import { firstRow, Sql, statement } from '../../platform/sql';
import { PlanEntity } from './catalog.entity';

const LOCK = statement('lock-catalog', `SELECT pg_advisory_xact_lock(hashtext('ambit catalog'))`);
const LATEST = statement(
  'latest-plan',
  `SELECT name, version, definition FROM plans WHERE provider_id = $1 AND code = $2 ORDER BY version DESC LIMIT 1`,
);

/** Lets no other transaction publish plans until this one ends. */
export async function lockPublishing(sql: Sql): Promise<void> {
  await sql.rows(LOCK);
}

/** The newest version of a provider's plan; null where none was published. */
export function latestVersion(
  sql: Sql,
  providerId: string,
  code: string,
): Promise<Pick<PlanEntity, 'name' | 'version' | 'definition'> | null> {
  return firstRow(sql, LATEST, [providerId, code]);
}
