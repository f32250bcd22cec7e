import { Caller } from '../../shared/domain/caller';
import { Database } from '../../platform/transactions/database';
import { isApiKey } from '../api-key';
import { hashApiKey } from '../hash-api-key';
import { callersByHash, ValidKey } from '../persistence/callers-by-hash';

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** The API key of a header `Authorization: Bearer <api key>`; null where it is missing or cannot be a key. */
export function apiKeyIn(authorization: string | undefined): string | null {
  const apiKey = BEARER.exec(authorization ?? '')?.[1];
  return apiKey !== undefined && isApiKey(apiKey) ? apiKey : null;
}

/** Whose the keys are, and until when, by key. Unknown, revoked and expired keys are not in it. */
export async function authenticateAll(
  database: Database,
  apiKeys: readonly string[],
  now: Date,
): Promise<Map<string, ValidKey>> {
  const hashes = apiKeys.map(hashApiKey);
  const byHash = await callersByHash(database.sql, hashes, now);
  const found = apiKeys.map((key, index) => [key, byHash.get(hashes[index]!.toString('hex'))] as const);
  return new Map(found.filter((entry): entry is [string, ValidKey] => entry[1] !== undefined));
}

/** Whose the key is; null where it is malformed, unknown, revoked or expired. */
export async function authenticate(database: Database, apiKey: string, now: Date): Promise<Caller | null> {
  if (!isApiKey(apiKey)) return null;
  return (await authenticateAll(database, [apiKey], now)).get(apiKey)?.caller ?? null;
}
