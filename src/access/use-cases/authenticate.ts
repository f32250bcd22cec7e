import { Caller } from '../../shared/domain/caller';
import { Database } from '../../platform/transactions/database';
import { isApiKey } from '../domain/api-key';
import { hashApiKey } from '../hash-api-key';
import { callerByHash } from '../persistence/caller-by-hash';

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** Who sends the header `Authorization: Bearer <api key>`; null where it is missing, malformed, unknown or revoked. */
export async function authenticate(
  database: Database,
  authorization: string | undefined,
): Promise<Caller | null> {
  const apiKey = BEARER.exec(authorization ?? '')?.[1];
  if (apiKey === undefined || !isApiKey(apiKey)) return null;
  return callerByHash(database.sql, hashApiKey(apiKey));
}
