import { randomBytes } from 'node:crypto';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { apiKeyOf, prefixOf } from '../api-key';
import { decideRollApiKey } from '../domain/key-rules';
import { hashApiKey } from '../hash-api-key';
import { lockApiKey, replaceSecret } from '../persistence/api-keys';
import { KeyWithSecret } from './create-api-key';
import { KeyContext } from './program-request';

const HOUR_MS = 3_600_000;

/**
 * Gives a key a new secret; all older ones end after the overlap, or earlier where they would anyway. Throws Refused:
 * NOT_FOUND, INVALID_STATE where it is revoked or expired, INVALID_INPUT for an overlap out of range.
 */
export async function rollApiKey(
  context: KeyContext,
  { apiKeyId, overlapHours }: { readonly apiKeyId: string; readonly overlapHours: number },
): Promise<KeyWithSecret> {
  const { caller, clock } = context;
  let secret: string | null = null;
  const apiKey = await context.write(async (unit) => {
    const { sql, journal } = unit;
    const before = await lockApiKey(unit, apiKeyId, caller);
    if (before === null) throw keyNotFound();
    const now = clock.now();
    const facts = { apiKey: before, overlapHours };
    journal.recordOrThrow(null, facts, decideRollApiKey(before, overlapHours, now));
    secret = apiKeyOf(before.role, randomBytes(20));
    const oldUntil = new Date(now.getTime() + overlapHours * HOUR_MS);
    const stored = { hash: hashApiKey(secret), prefix: prefixOf(secret) };
    const after = await replaceSecret(sql, before.id, stored, { now, oldUntil });
    const subject = { type: 'ApiKey' as const, id: after.id, contractId: null };
    journal.changed(subject, before, { ...after, oldSecretValidUntil: oldUntil });
    return after;
  });
  return { apiKey, secret };
}

/** Why an act on a key is refused that the caller does not see. */
export function keyNotFound(): Refused {
  return new Refused([ruleBroken('NOT_FOUND', 'There is no such API key.', ['input', 'apiKeyId'])]);
}
