import { columnsOf } from '../../platform/columns';
import { firstRow, Sql, statement } from '../../platform/sql';
import { Caller } from '../../shared/domain/caller';
import { ApiKeyEntity } from './api-key.entity';

const CALLER = columnsOf(ApiKeyEntity, 'k', {
  keyId: 'id',
  name: 'name',
  role: 'role',
  customerId: 'customerId',
});
const BY_HASH = statement(
  'api-key-by-hash',
  `SELECT ${CALLER} FROM api_keys k WHERE k.hash = $1 AND k.revoked_at IS NULL`,
);

/** Whose API key has this hash; null where it is unknown or revoked. */
export function callerByHash(sql: Sql, hash: Buffer): Promise<Caller | null> {
  return firstRow<Caller>(sql, BY_HASH, [hash]);
}
