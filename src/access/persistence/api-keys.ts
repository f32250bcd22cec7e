import { allEnded } from '../../platform/all-ended';
import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { Filter, keysetPage } from '../../platform/reads/keyset-page';
import { allBut, columnsOf, insertColumns } from '../../platform/columns';
import { firstRow, Sql, statement } from '../../platform/sql';
import { Locking } from '../../platform/transactions/unit-of-work';
import { RequestContext } from '../../catalog/request-context';
import { Caller, Role, scopeOf } from '../../shared/domain/caller';
import { Page, PageRequest } from '../../shared/domain/page';
import { ApiKeyEntity } from './api-key.entity';

export type ApiKey = Readonly<ApiKeyEntity>;

const COLUMNS = columnsOf(ApiKeyEntity, 'k');

/** Who is bound to a provider sees its keys alone. */
const SEEN = '($2::bigint IS NULL OR k.provider_id = $2)';

const BY_IDS = statement(
  'api-keys-by-ids',
  `SELECT ${COLUMNS} FROM api_keys k WHERE k.id = ANY($1::bigint[]) AND ${SEEN}`,
);

/** Keys by id; null where the caller sees none. To be asked by callers that may see keys at all. */
export const apiKeysById = batch<ApiKey | null>('api-keys-by-ids', async ({ database, scope }, ids) => {
  const rows = await database.sql.rows<ApiKey>(BY_IDS, [ids, scope.providerId]);
  return inOrderOf(ids, rows, (row) => row.id);
});

export interface ApiKeyFilter {
  readonly role?: Role | null;
  readonly customerId?: string | null;
  /** Neither revoked nor expired. */
  readonly active?: boolean | null;
}

/** Keys in the order in which they were made, revoked and expired ones too. */
export function apiKeysPage(
  context: RequestContext,
  { role, customerId, active }: ApiKeyFilter,
  request: PageRequest,
): Promise<Page<ApiKey>> {
  const filter = Filter.none();
  filter.when(context.scope.providerId, (id) => `k.provider_id = ${id}`);
  filter.when(role, (value) => `k.role = ${value}`);
  filter.when(customerId, (id) => `k.customer_id = ${id}`);
  if (active != null) {
    const now = filter.value(context.clock.now());
    const isActive = `k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now})`;
    filter.add(active ? isActive : `NOT (${isActive})`);
  }
  const order = [{ sql: 'k.id', type: 'id' as const }];
  const query = { list: 'api_keys', select: COLUMNS, from: 'api_keys k', filter, order };
  return keysetPage<ApiKey>(context.database.sql, query, request);
}

const NEW = allBut(ApiKeyEntity, 'id', 'lastUsedAt', 'revokedAt', 'revokedBy');
const INSERT = statement(
  'insert-api-key',
  `WITH made AS (
     INSERT INTO api_keys (${insertColumns(ApiKeyEntity, NEW)})
     VALUES (${NEW.map((_, nth) => `$${nth + 2}`).join(', ')}) RETURNING *
   ), secret AS (INSERT INTO api_key_secrets (hash, api_key_id) SELECT $1, id FROM made)
   SELECT ${COLUMNS} FROM made k`,
);

export type NewApiKey = Omit<ApiKey, 'id' | 'lastUsedAt' | 'revokedAt' | 'revokedBy'>;

/** Writes a key with its first secret, of which only the hash is kept, and returns it. */
export async function insertApiKey(sql: Sql, key: NewApiKey, hash: Buffer): Promise<ApiKey> {
  const values = NEW.map((name) => key[name as keyof NewApiKey]);
  return (await firstRow<ApiKey>(sql, INSERT, [hash, ...values]))!;
}

const LOCK = statement(
  'lock-api-key',
  `SELECT ${COLUMNS} FROM api_keys k WHERE k.id = $1 AND ${SEEN} FOR UPDATE`,
);

/** Locks a key and returns it; null where the caller sees none. */
export async function lockApiKey(
  { sql, willLock }: Locking,
  id: string,
  caller: Caller,
): Promise<ApiKey | null> {
  willLock(`key ${id}`);
  return firstRow<ApiKey>(sql, LOCK, [id, scopeOf(caller).providerId]);
}

// One that ends earlier anyway still does, and those that have ended are forgotten.
const END_SECRETS = statement(
  'end-api-key-secrets',
  `WITH over AS (DELETE FROM api_key_secrets WHERE api_key_id = $1 AND valid_until <= $2)
   UPDATE api_key_secrets SET valid_until = least(valid_until, $3::timestamptz)
   WHERE api_key_id = $1 AND (valid_until IS NULL OR valid_until > $2)`,
);
const ADD_SECRET = statement(
  'add-api-key-secret',
  `WITH secret AS (INSERT INTO api_key_secrets (hash, api_key_id) VALUES ($2, $1))
   UPDATE api_keys k SET prefix = $3 WHERE k.id = $1 RETURNING ${COLUMNS}`,
);

/** Gives a key that is locked a new secret, and lets all older ones end at the latest at `oldUntil`. Returns the key. */
export async function replaceSecret(
  sql: Sql,
  id: string,
  secret: { readonly hash: Buffer; readonly prefix: string },
  { now, oldUntil }: { readonly now: Date; readonly oldUntil: Date },
): Promise<ApiKey> {
  const [, key] = await allEnded(
    sql.rows(END_SECRETS, [id, now, oldUntil]),
    firstRow<ApiKey>(sql, ADD_SECRET, [id, secret.hash, secret.prefix]),
  );
  return key!;
}

const REVOKE = statement(
  'revoke-api-key',
  `UPDATE api_keys k SET revoked_at = $2, revoked_by = $3 WHERE k.id = $1 RETURNING ${COLUMNS}`,
);

/** Revokes a key that is locked, and returns it. Every process refuses it within a second of the commit. */
export async function writeRevocation(sql: Sql, id: string, now: Date, by: string): Promise<ApiKey> {
  return (await firstRow<ApiKey>(sql, REVOKE, [id, now, by]))!;
}

const ALL = statement(
  'all-api-keys',
  `SELECT ${COLUMNS}, cu.number AS "customerNumber", p.code AS "providerCode" FROM api_keys k
     LEFT JOIN customers cu ON cu.id = k.customer_id LEFT JOIN providers p ON p.id = k.provider_id ORDER BY k.id`,
);

export interface ListedKey extends ApiKey {
  readonly customerNumber: string | null;
  readonly providerCode: string | null;
}

/** Every key with what it is bound to, in the order in which they were made: for commands, which have the database anyway. */
export function allApiKeys(sql: Sql): Promise<readonly ListedKey[]> {
  return sql.rows<ListedKey>(ALL);
}

const BY_PREFIX = statement(
  'api-keys-by-prefix',
  'SELECT id FROM api_keys WHERE prefix = $1 AND revoked_at IS NULL ORDER BY id',
);

/** The ids of the keys that are shown with this prefix and are not revoked. */
export async function idsByPrefix(sql: Sql, prefix: string): Promise<readonly string[]> {
  return (await sql.rows<{ id: string }>(BY_PREFIX, [prefix])).map(({ id }) => id);
}

// Twice within a minute is written once, whichever process saw it. A row that is locked waits for the next time.
const USED = statement(
  'api-keys-used',
  `WITH used AS (
     SELECT k.id, u.at FROM unnest($1::bigint[], $2::timestamptz[]) AS u (id, at) JOIN api_keys k ON k.id = u.id
     WHERE k.last_used_at IS NULL OR k.last_used_at <= u.at - interval '1 minute' FOR NO KEY UPDATE OF k SKIP LOCKED
   ) UPDATE api_keys k SET last_used_at = used.at FROM used WHERE k.id = used.id`,
);

/** Writes when keys were last used, by their ids, but for those of which less than a minute before is written already. */
export async function writeLastUses(sql: Sql, uses: ReadonlyMap<string, Date>): Promise<void> {
  await sql.rows(USED, [[...uses.keys()], [...uses.values()]]);
}
