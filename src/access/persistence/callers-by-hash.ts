import { columnsOf } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { Caller } from '../../shared/domain/caller';
import { ApiKeyEntity } from './api-key.entity';

/** Whom a secret stands for, and the first instant at which it no longer does; null: none is set. */
export interface ValidKey {
  readonly caller: Caller;
  readonly validUntil: Date | null;
}

const CALLER = columnsOf(ApiKeyEntity, 'k', {
  keyId: 'id',
  name: 'name',
  role: 'role',
  customerId: 'customerId',
  providerId: 'providerId',
});
const BY_HASHES = statement(
  'api-key-by-hashes',
  `SELECT encode(s.hash, 'hex') AS hash, least(k.expires_at, s.valid_until) AS "validUntil", ${CALLER},
     coalesce(cu.is_partner, false) AS "isPartner"
   FROM api_key_secrets s JOIN api_keys k ON k.id = s.api_key_id LEFT JOIN customers cu ON cu.id = k.customer_id
   WHERE s.hash = ANY($1::bytea[]) AND k.revoked_at IS NULL
     AND (k.expires_at IS NULL OR k.expires_at > $2) AND (s.valid_until IS NULL OR s.valid_until > $2)`,
);

/** Whose secrets have these hashes, by the hash as hexadecimal text; unknown, revoked and expired ones are not in it. */
export async function callersByHash(
  sql: Sql,
  hashes: readonly Buffer[],
  now: Date,
): Promise<ReadonlyMap<string, ValidKey>> {
  const rows = await sql.rows<Caller & { hash: string; validUntil: Date | null }>(BY_HASHES, [hashes, now]);
  return new Map(rows.map(({ hash, validUntil, ...caller }) => [hash, { caller, validUntil }]));
}
