import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { Command, contentOf, idempotencyKeyOf } from '../../shared/domain/command';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { RequestData } from '../request';
import { firstRow, Sql, statement } from '../sql';

/** How long a key protects its retries. */
export const IDEMPOTENCY_KEPT_MS = 72 * 3_600_000;

// Waits for a transaction in flight under the same key: it commits and its result is read, or it rolls back and this one
// goes on. A key that is older than 72 hours counts as new.
const CLAIM = statement(
  'claim-idempotency-key',
  `INSERT INTO idempotency_keys AS k (key_id, mutation, idempotency_key, fingerprint, created_at)
   VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (key_id, mutation, idempotency_key)
   DO UPDATE SET fingerprint = excluded.fingerprint, created_at = excluded.created_at, answer = NULL
     WHERE k.created_at <= $6
   RETURNING 1`,
);
const READ = statement(
  'read-idempotency-key',
  `SELECT fingerprint, answer FROM idempotency_keys WHERE key_id = $1 AND mutation = $2 AND idempotency_key = $3`,
);
const STORE = statement(
  'store-idempotent-result',
  `UPDATE idempotency_keys SET answer = $4 WHERE key_id = $1 AND mutation = $2 AND idempotency_key = $3`,
);

/** What the use case returned when the same key was sent with the same content. */
export interface StoredResult<T> {
  readonly result: T;
}

/**
 * Claims the command's key for this transaction. Returns null where the key is new and where there is none, else the result
 * that is stored under it. Throws Refused (IDEMPOTENCY_KEY_REUSED) where it was used for other content.
 */
export async function claimIdempotencyKey<T>(
  request: RequestData,
  sql: Sql,
): Promise<StoredResult<T> | null> {
  const place = placeOf(request);
  if (place === null) return null;
  const now = request.clock.now();
  const fingerprint = fingerprintOf(request.command!);
  const expired = new Date(now.getTime() - IDEMPOTENCY_KEPT_MS);
  if (await firstRow(sql, CLAIM, [...place, fingerprint, now, expired])) return null;
  const earlier = await firstRow<{ fingerprint: Buffer; answer: Buffer }>(sql, READ, place);
  if (!earlier!.fingerprint.equals(fingerprint)) {
    const message =
      'This idempotency key was used before for other content; use a new one for a new request.';
    throw new Refused([ruleBroken('IDEMPOTENCY_KEY_REUSED', message, ['input', 'idempotencyKey'])]);
  }
  return { result: deserialize(earlier!.answer) as T };
}

/**
 * Stores the result under the claimed key, in the transaction of its effect. Throws at once where it cannot be serialised,
 * before a commit may be on its way.
 */
export function storeResult(request: RequestData, sql: Sql, result: unknown): Promise<unknown> {
  const place = placeOf(request);
  return place === null ? Promise.resolve() : sql.rows(STORE, [...place, serialize(result)]);
}

function placeOf({ caller, command }: RequestData): [string, string, string] | null {
  const key = command && idempotencyKeyOf(command);
  return key === null ? null : [caller.keyId, command!.mutation, key];
}

function fingerprintOf(command: Command): Buffer {
  return createHash('sha256').update(contentOf(command)).digest();
}
