import { firstRow, Sql, statement } from '../../platform/sql';
import { PlanEntity } from './catalog.entity';

const LOCK = statement('lock-catalog', `SELECT pg_advisory_xact_lock(hashtext('ambit catalog'))`);
const LATEST = statement(
  'latest-plan',
  `SELECT name, version, definition FROM plans WHERE provider_id = $1 AND code = $2 ORDER BY version DESC LIMIT 1`,
);

const ORIGINS = statement(
  'catalog-origins',
  'SELECT loaded_from AS origin FROM providers WHERE loaded_from IS NOT NULL',
);

/** Lets no other transaction publish plans until this one ends. */
export async function lockPublishing(sql: Sql): Promise<void> {
  await sql.rows(LOCK);
}

/** From what each provider was loaded last, where that is known. */
export async function loadedOrigins(sql: Sql): Promise<readonly string[]> {
  return (await sql.rows<{ origin: string }>(ORIGINS)).map(({ origin }) => origin);
}

/** The newest version of a provider's plan; null where none was published. */
export function latestVersion(
  sql: Sql,
  providerId: string,
  code: string,
): Promise<Pick<PlanEntity, 'name' | 'version' | 'definition'> | null> {
  return firstRow(sql, LATEST, [providerId, code]);
}
