import { firstRow, Sql, statement } from '../../platform/sql';
import { EVENT_COLUMNS, RecordedEvent } from './events';
import { WebhookEndpoint } from './webhook-endpoints';

/** So many requests to one endpoint are under way at a time, in all processes together: a slow one takes no more. */
export const MOST_IN_FLIGHT = 8;
/** So many messages wait for one endpoint at most; events beyond stay in the outbox until there is room. */
export const MOST_QUEUED = 10_000;
/** How long a process that has stopped keeps what it was sending from others. */
export const LEASE_MS = 6_000;

const CONSUMER = 'webhook ';
/** The name of the consumer of the outbox that fills the queue of an endpoint. */
export const consumerOf = (endpointId: string) => `${CONSUMER}${endpointId}`;
/** The same in SQL, of SQL for the id. */
const consumerNamed = (endpointId: string) => `'${CONSUMER}' || ${endpointId}`;

const BEHIND = statement(
  'webhook-endpoints-behind',
  `SELECT w.id, w.types, w.provider_id AS "providerId" FROM webhook_endpoints w
     JOIN event_consumers c ON c.name = ${consumerNamed('w.id')}
   WHERE w.enabled AND w.deleted_at IS NULL AND c.position < (SELECT max(position) FROM events)
     AND (SELECT count(*) FROM webhook_messages m WHERE m.endpoint_id = w.id) < ${MOST_QUEUED}
   ORDER BY w.id`,
);

export type EndpointBehind = Pick<WebhookEndpoint, 'id' | 'types' | 'providerId'>;

/** Endpoints for which there are events that nobody has looked at, and room in the queue. */
export function endpointsBehind(sql: Sql): Promise<EndpointBehind[]> {
  return sql.rows<EndpointBehind>(BEHIND);
}

const chainOf = (e: string) => `coalesce(${e}.contract_id, -${e}.position)`;

const QUEUE = statement(
  'queue-webhook-messages',
  `INSERT INTO webhook_messages (endpoint_id, position, chain, attempts, due_at)
   SELECT $1, e.position, ${chainOf('e')}, 0, $3 FROM events e WHERE e.position = ANY ($2::bigint[])
   ON CONFLICT (endpoint_id, position) DO NOTHING`,
);

/** Queues events for an endpoint. */
export async function queueMessages(
  sql: Sql,
  endpointId: string,
  positions: readonly string[],
  now: Date,
): Promise<void> {
  await sql.rows(QUEUE, [endpointId, positions, now]);
}

// A test event is for the endpoint alone that it is about.
const AGAIN = (which: string) => `
  WITH wanted AS (
    SELECT e.* FROM events e
    WHERE ${which} AND ($4::bigint IS NULL OR e.provider_id = $4) AND (e.type <> 'webhook.test' OR e.subject_id = $1::bigint)
    LIMIT $5
  ), queued AS (
    INSERT INTO webhook_messages AS m (endpoint_id, position, chain, attempts, due_at)
    SELECT $1::bigint, e.position, ${chainOf('e')}, 0, $3 FROM wanted e
    ON CONFLICT (endpoint_id, position) DO UPDATE SET attempts = 0, due_at = excluded.due_at
  ) SELECT position FROM wanted`;
const AGAIN_BY_IDS = statement('redeliver-webhook-events', AGAIN('e.position = ANY ($2::bigint[])'));
const AGAIN_FROM = statement(
  'redeliver-webhook-events-from',
  AGAIN(`e.recorded_at >= $2
    AND e.position <= (SELECT c.position FROM event_consumers c WHERE c.name = ${consumerNamed('$1::bigint')})
    AND (e.type = ANY ($6::text[]) OR '*' = ANY ($6::text[]))`),
);

/**
 * Queues events again for an endpoint that may get them: those named, whatever their type, or those of its types recorded since an
 * instant that it was offered before; `limit` at most. Returns their positions. What is yet to come comes anyway.
 */
export async function queueAgain(
  sql: Sql,
  { id, providerId, types }: EndpointBehind,
  which: readonly string[] | Date,
  now: Date,
  limit: number,
): Promise<readonly string[]> {
  const values = [id, which, now, providerId, limit];
  const rows =
    which instanceof Date
      ? await sql.rows<{ position: string }>(AGAIN_FROM, [...values, types])
      : await sql.rows<{ position: string }>(AGAIN_BY_IDS, values);
  return rows.map(({ position }) => position);
}

const OPEN = 'w.enabled AND w.deleted_at IS NULL AND (w.paused_until IS NULL OR w.paused_until <= $1)';
const LEASED = `UPDATE webhook_messages m SET lease = $2, leased_until = clock_timestamp() + interval '${LEASE_MS} ms'
  FROM due WHERE m.endpoint_id = due.endpoint_id AND m.position = due.position
  RETURNING m.endpoint_id, m.position, m.chain, m.attempts, due.url`;
const CLAIMED = `SELECT l.endpoint_id AS "endpointId", l.chain, l.attempts, l.url, ${EVENT_COLUMNS},
    ARRAY(SELECT s.secret FROM webhook_secrets s WHERE s.endpoint_id = l.endpoint_id
      AND (s.valid_until IS NULL OR s.valid_until > $1) ORDER BY s.id DESC) AS secrets
  FROM leased l JOIN events e ON e.position = l.position ORDER BY l.position`;

// The first of each chain alone: what follows waits until that one is delivered or given up. The lease is by the clock of
// the database, which all processes share.
const CLAIM = statement(
  'claim-webhook-messages',
  `WITH free AS (
     SELECT w.id, w.url, (SELECT count(*) FROM webhook_messages b
       WHERE b.endpoint_id = w.id AND b.lease IS NOT NULL AND b.leased_until > clock_timestamp()) AS busy
     FROM webhook_endpoints w WHERE ${OPEN}
   ), due AS (
     SELECT m.endpoint_id, m.position, free.url FROM free CROSS JOIN LATERAL (
       SELECT d.endpoint_id, d.position FROM webhook_messages d
       WHERE d.endpoint_id = free.id AND d.due_at <= $1 AND (d.lease IS NULL OR d.leased_until <= clock_timestamp())
         AND NOT EXISTS (SELECT FROM webhook_messages b
           WHERE b.endpoint_id = d.endpoint_id AND b.chain = d.chain AND b.position < d.position)
       ORDER BY d.position LIMIT greatest(0, ${MOST_IN_FLIGHT} - free.busy) FOR UPDATE OF d SKIP LOCKED
     ) m
   ), leased AS (${LEASED})
   ${CLAIMED}`,
);

/** An event with the endpoint that it is sent to, and how often that has failed before. */
export interface ClaimedMessage extends RecordedEvent {
  readonly endpointId: string;
  readonly chain: string;
  readonly url: string;
  readonly attempts: number;
  /** What it is signed with, the newest first; none where the endpoint was deleted meanwhile. */
  readonly secrets: readonly Buffer[];
}

/** Takes what is due for every endpoint, as far as there is room, and keeps it from other processes while the lease is renewed. */
export function claimMessages(sql: Sql, now: Date, lease: string): Promise<ClaimedMessage[]> {
  return sql.rows<ClaimedMessage>(CLAIM, [now, lease]);
}

// Not past a first one that is locked: the one behind it is not the next.
const CLAIM_NEXT = statement(
  'claim-next-webhook-message',
  `WITH first AS (
     SELECT d.* FROM webhook_messages d WHERE d.endpoint_id = $3 AND d.chain = $4 ORDER BY d.position LIMIT 1 FOR UPDATE
   ), due AS (
     SELECT f.endpoint_id, f.position, w.url FROM first f JOIN webhook_endpoints w ON w.id = f.endpoint_id
     WHERE ${OPEN} AND f.due_at <= $1 AND f.lease IS NULL
   ), leased AS (${LEASED})
   ${CLAIMED}`,
);

/** Takes what follows a message that was delivered, at its place among those under way; null where nothing does that is due. */
export function claimNext(
  sql: Sql,
  now: Date,
  lease: string,
  { endpointId, chain }: ClaimedMessage,
): Promise<ClaimedMessage | null> {
  return firstRow<ClaimedMessage>(sql, CLAIM_NEXT, [now, lease, endpointId, chain]);
}

/** Which message of which endpoint. */
export interface MessageKey {
  readonly endpointId: string;
  /** Of the event. */
  readonly id: string;
}

const RENEW = statement(
  'renew-webhook-lease',
  `UPDATE webhook_messages m SET leased_until = clock_timestamp() + interval '${LEASE_MS} ms'
   FROM webhook_endpoints w
   WHERE m.lease = $1 AND (m.endpoint_id, m.position) IN (SELECT * FROM unnest($2::bigint[], $3::bigint[]))
     AND w.id = m.endpoint_id AND w.enabled AND w.deleted_at IS NULL
   RETURNING m.endpoint_id AS "endpointId", m.position AS id`,
);

/** Renews a lease on messages, and returns those that it still holds; what is missing is not to be sent any more. */
export function renewLease(sql: Sql, lease: string, held: readonly MessageKey[]): Promise<MessageKey[]> {
  const ids = [held.map(({ endpointId }) => endpointId), held.map(({ id }) => id)];
  return sql.rows<MessageKey>(RENEW, [lease, ...ids]);
}

const RELEASE = statement(
  'release-webhook-message',
  `UPDATE webhook_messages SET lease = NULL, leased_until = NULL
   WHERE endpoint_id = $1 AND position = $2 AND lease = $3`,
);

/** Gives back what was not sent: it is due as before. */
export async function releaseMessage(sql: Sql, { endpointId, id }: MessageKey, lease: string): Promise<void> {
  await sql.rows(RELEASE, [endpointId, id, lease]);
}

const DUE_NOW = statement(
  'webhook-messages-due-now',
  'UPDATE webhook_messages SET attempts = 0, due_at = $2 WHERE endpoint_id = $1 AND lease IS NULL',
);

/** Lets all that waits for an endpoint be sent at once, as if it had never failed. */
export async function sendAllNow(sql: Sql, endpointId: string, now: Date): Promise<void> {
  await sql.rows(DUE_NOW, [endpointId, now]);
}

const DROP = statement(
  'drop-webhook-messages',
  'DELETE FROM webhook_messages WHERE endpoint_id = $1 AND lease IS NULL',
);

/** Forgets all that waits for an endpoint, but for what is being sent. */
export async function dropMessages(sql: Sql, endpointId: string): Promise<void> {
  await sql.rows(DROP, [endpointId]);
}

const IN_FLIGHT = statement(
  'webhook-messages-in-flight',
  `SELECT count(*)::int AS count FROM webhook_messages
   WHERE endpoint_id = $1 AND lease IS NOT NULL AND leased_until > clock_timestamp()`,
);

/** How many requests to an endpoint may be under way now, in all processes. */
export async function countInFlight(sql: Sql, endpointId: string): Promise<number> {
  return (await firstRow<{ count: number }>(sql, IN_FLIGHT, [endpointId]))!.count;
}

const LAGS = statement(
  'webhook-lags',
  `SELECT w.id AS "endpointId", q.count::int AS queued, extract(epoch FROM $1::timestamptz - first.at)::float8 AS seconds
   FROM webhook_endpoints w JOIN event_consumers c ON c.name = ${consumerNamed('w.id')}
     CROSS JOIN LATERAL (SELECT count(*), min(position) AS first FROM webhook_messages m WHERE m.endpoint_id = w.id) q
     CROSS JOIN LATERAL (SELECT min(position) AS first FROM events e WHERE e.position > c.position) o
     LEFT JOIN LATERAL (SELECT e.recorded_at AS at FROM events e WHERE e.position = least(q.first, o.first)) first ON true
   WHERE w.enabled AND w.deleted_at IS NULL ORDER BY w.id`,
);

export interface EndpointLag {
  readonly endpointId: string;
  /** Messages that wait for it. */
  readonly queued: number;
  /** The age of the oldest event that it is still to get, or that nobody has looked at for it; 0: there is none. */
  readonly seconds: number;
}

/** How far each enabled endpoint lags behind what happens. */
export async function endpointLags(sql: Sql, now: Date): Promise<readonly EndpointLag[]> {
  const rows = await sql.rows<EndpointLag & { seconds: number | null }>(LAGS, [now]);
  return rows.map(({ seconds, ...lag }) => ({ ...lag, seconds: Math.max(0, seconds ?? 0) }));
}
