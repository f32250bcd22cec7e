import { columnsOf } from '../../platform/columns';
import { Sql, statement } from '../../platform/sql';
import { Caller } from '../../shared/domain/caller';
import { ApiKeyEntity } from './api-key.entity';

const CALLER = columnsOf(ApiKeyEntity, 'k', {
  keyId: 'id',
  name: 'name',
  role: 'role',
  customerId: 'customerId',
  providerId: 'providerId',
});
const BY_HASHES = statement(
  'api-key-by-hashes',
  `SELECT encode(k.hash, 'hex') AS hash, ${CALLER}, coalesce(cu.is_partner, false) AS "isPartner"
   FROM api_keys k LEFT JOIN customers cu ON cu.id = k.customer_id WHERE k.hash = ANY($1::bytea[]) AND k.revoked_at IS NULL`,
);

/** Whose API keys have these hashes, by the hash as hexadecimal text; unknown and revoked ones are not in it. */
export async function callersByHash(
  sql: Sql,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, Caller>> {
  const rows = await sql.rows<Caller & { hash: string }>(BY_HASHES, [hashes]);
  return new Map(rows.map(({ hash, ...caller }) => [hash, caller]));
}
