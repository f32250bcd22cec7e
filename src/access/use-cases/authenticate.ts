import { Caller } from '../../shared/domain/caller';
import { Database } from '../../platform/transactions/database';
import { firstRow, statement } from '../../platform/sql';
import { isApiKey } from '../domain/api-key';
import { hashApiKey } from '../hash-api-key';

const BY_HASH = statement(
  'api-key-by-hash',
  `SELECT id AS "keyId", name, role, customer_id AS "customerId" FROM api_keys WHERE hash = $1 AND revoked_at IS NULL`,
);

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** Who sends the header `Authorization: Bearer <api key>`; null where it is missing, malformed, unknown or revoked. */
export async function authenticate(
  database: Database,
  authorization: string | undefined,
): Promise<Caller | null> {
  const apiKey = BEARER.exec(authorization ?? '')?.[1];
  if (apiKey === undefined || !isApiKey(apiKey)) return null;
  return firstRow<Caller>(database.sql, BY_HASH, [hashApiKey(apiKey)]);
}
