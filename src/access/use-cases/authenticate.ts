import { Caller } from '../../shared/domain/caller';
import { Database } from '../../platform/transactions/database';
import { isApiKey } from '../domain/api-key';
import { hashApiKey } from '../hash-api-key';
import { callersByHash } from '../persistence/callers-by-hash';

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** The API key of a header `Authorization: Bearer <api key>`; null where it is missing or cannot be a key. */
export function apiKeyIn(authorization: string | undefined): string | null {
  const apiKey = BEARER.exec(authorization ?? '')?.[1];
  return apiKey !== undefined && isApiKey(apiKey) ? apiKey : null;
}

/** Whose the keys are, by key. Unknown and revoked keys are not in it. */
export async function authenticateAll(
  database: Database,
  apiKeys: readonly string[],
): Promise<Map<string, Caller>> {
  const hashes = apiKeys.map(hashApiKey);
  const byHash = await callersByHash(database.sql, hashes);
  const found = apiKeys.map((key, index) => [key, byHash.get(hashes[index]!.toString('hex'))] as const);
  return new Map(found.filter((entry): entry is [string, Caller] => entry[1] !== undefined));
}

/** Who sends the header `Authorization: Bearer <api key>`; null where it is missing, malformed, unknown or revoked. */
export async function authenticate(
  database: Database,
  authorization: string | undefined,
): Promise<Caller | null> {
  const apiKey = apiKeyIn(authorization);
  if (apiKey === null) return null;
  return (await authenticateAll(database, [apiKey])).get(apiKey) ?? null;
}
