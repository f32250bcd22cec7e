import { decideRevokeApiKey } from '../domain/key-rules';
import { ApiKey, lockApiKey, writeRevocation } from '../persistence/api-keys';
import { KeyContext } from './program-request';
import { keyNotFound } from './roll-api-key';

/**
 * Ends a key with all its secrets, one's own too: every process refuses it within a second. Throws Refused: NOT_FOUND, and
 * INVALID_STATE where it was revoked before.
 */
export function revokeApiKey(context: KeyContext, apiKeyId: string): Promise<ApiKey> {
  const { caller, clock } = context;
  return context.write(async (unit) => {
    const { sql, journal } = unit;
    const before = await lockApiKey(unit, apiKeyId, caller);
    if (before === null) throw keyNotFound();
    journal.recordOrThrow(null, { apiKey: before }, decideRevokeApiKey(before));
    const after = await writeRevocation(sql, before.id, clock.now(), caller.name);
    journal.changed({ type: 'ApiKey', id: after.id, contractId: null }, before, after);
    return after;
  });
}
