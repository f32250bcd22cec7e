import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { Command, contentOf, idempotencyKeyOf } from '../../shared/domain/command';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { RequestData } from '../request';
import { firstRow, Sql, statement } from '../sql';

/** The constraint that lets one transaction alone store a result under a key. */
export const IDEMPOTENCY_KEY_TAKEN = 'idempotency_keys_pkey';

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
const STORE = statement(
  'store-idempotent-result',
  `UPDATE idempotency_keys SET answer = $4 WHERE key_id = $1 AND mutation = $2 AND idempotency_key = $3`,
);

const READ = statement(
  'read-idempotency-keys',
  `SELECT nth::int - 1 AS nth, fingerprint, answer
   FROM unnest($1::bigint[], $2::text[], $3::text[]) WITH ORDINALITY AS asked (key_id, mutation, idempotency_key, nth)
   JOIN idempotency_keys USING (key_id, mutation, idempotency_key)
   WHERE created_at > $4`,
);
// What has expired is renewed, not deleted: only the sweep, as staff, may delete.
const STORE_ALL = statement(
  'store-idempotent-results',
  `WITH new AS (
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[], $6::bytea[])
       AS n (key_id, mutation, idempotency_key, fingerprint, created_at, answer)
   ), renewed AS (
     UPDATE idempotency_keys k SET fingerprint = new.fingerprint, created_at = new.created_at, answer = new.answer
     FROM new
     WHERE (k.key_id, k.mutation, k.idempotency_key) = (new.key_id, new.mutation, new.idempotency_key)
       AND k.created_at <= $7
     RETURNING k.key_id, k.mutation, k.idempotency_key
   )
   INSERT INTO idempotency_keys (key_id, mutation, idempotency_key, fingerprint, created_at, answer)
   SELECT key_id, mutation, idempotency_key, fingerprint, created_at, answer FROM new
   WHERE (key_id, mutation, idempotency_key) NOT IN (SELECT * FROM renewed)`,
);

/** What the use case returned when the same key was sent with the same content. */
export class StoredResult<T> {
  constructor(readonly result: T) {}
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
  if (await firstRow(sql, CLAIM, [...place, fingerprint, now, expiredAt(now)])) return null;
  const outcome = (await readStoredResults<T>(sql, [request], now)).get(request)!;
  if (outcome instanceof Refused) throw outcome;
  return outcome;
}

interface StoredRow {
  readonly fingerprint: Buffer;
  readonly answer: Buffer;
}

function storedOutcome<T>(row: StoredRow, fingerprint: Buffer): StoredResult<T> | Refused {
  if (row.fingerprint.equals(fingerprint)) return new StoredResult(deserialize(row.answer) as T);
  const message = 'This idempotency key was used before for other content; use a new one for a new request.';
  return new Refused([ruleBroken('IDEMPOTENCY_KEY_REUSED', message, ['input', 'idempotencyKey'])]);
}

/**
 * What is stored under the keys of several requests whose locks this transaction holds, by the requests; of one whose key was
 * used for other content the refusal (IDEMPOTENCY_KEY_REUSED). A request without a key, or with a new one, is not among them.
 */
export async function readStoredResults<T>(
  sql: Sql,
  requests: readonly RequestData[],
  now = requests[0]!.clock.now(),
): Promise<ReadonlyMap<RequestData, StoredResult<T> | Refused>> {
  const keyed = requests.filter((request) => placeOf(request) !== null);
  if (keyed.length === 0) return new Map();
  const rows = await sql.rows<StoredRow & { nth: number }>(READ, [...placesOf(keyed), expiredAt(now)]);
  return new Map(
    rows.map((row) => {
      const request = keyed[row.nth]!;
      return [request, storedOutcome<T>(row, fingerprintOf(request.command!))];
    }),
  );
}

/**
 * Stores results under keys that nothing was stored under, in the transaction of their effects. It fails as a violation of
 * `IDEMPOTENCY_KEY_TAKEN` where another transaction was faster. Throws at once where a result cannot be serialised, before a
 * commit may be on its way.
 */
export function storeResults(
  sql: Sql,
  written: readonly { readonly request: RequestData; readonly result: unknown }[],
): Promise<unknown> {
  const keyed = written.filter(({ request }) => placeOf(request) !== null);
  if (keyed.length === 0) return Promise.resolve();
  const requests = keyed.map(({ request }) => request);
  return sql.rows(STORE_ALL, [
    ...placesOf(requests),
    requests.map(({ command }) => fingerprintOf(command!)),
    requests.map(({ clock }) => clock.now()),
    keyed.map(({ result }) => serialize(result)),
    expiredAt(requests[0]!.clock.now()),
  ]);
}

/** Keys that were stored then, or before, protect no longer. */
function expiredAt(now: Date): Date {
  return new Date(now.getTime() - IDEMPOTENCY_KEPT_MS);
}

/** The key of a request as one text, null where it has none: two requests of the same are the same request. */
export function keyTextOf(request: RequestData): string | null {
  const place = placeOf(request);
  return place === null ? null : place.join(' ');
}

function placesOf(requests: readonly RequestData[]): [string[], string[], string[]] {
  const places = requests.map((request) => placeOf(request)!);
  return [
    places.map(([keyId]) => keyId),
    places.map(([, mutation]) => mutation),
    places.map(([, , key]) => key),
  ];
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
