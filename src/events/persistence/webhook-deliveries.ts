import { columnsOf, insertColumns } from '../../platform/columns';
import { groupedInOrderOf, inGroups, inOrderOf } from '../../platform/reads/align-rows';
import { batch, batchBy, BatchReader } from '../../platform/reads/batch';
import { decodeCursor, encodeCursor } from '../../platform/reads/keyset-page';
import { firstRow, Sql, statement, statementOf } from '../../platform/sql';
import { Page, PageRequest, pageSlice } from '../../shared/domain/page';
import { WebhookDeliveryEntity } from './webhook-delivery.entity';

export type WebhookDelivery = Readonly<WebhookDeliveryEntity>;

const COLUMNS = columnsOf(WebhookDeliveryEntity, 'd');

const NEW = [
  'endpointId',
  'position',
  'attempt',
  'at',
  'status',
  'error',
  'durationMs',
  'nextAttemptAt',
] as const;
const LOGGED = `INSERT INTO webhook_deliveries (${insertColumns(WebhookDeliveryEntity, NEW)})
  VALUES (${NEW.map((_, nth) => `$${nth + 1}`).join(', ')})`;
const MINE = 'endpoint_id = $1 AND position = $2 AND lease = $9';

const SUCCEEDED = statement(
  'webhook-message-delivered',
  `WITH logged AS (${LOGGED}), done AS (DELETE FROM webhook_messages WHERE ${MINE})
   UPDATE webhook_endpoints SET failing_since = NULL, paused_until = NULL WHERE id = $1 AND failing_since IS NOT NULL`,
);
const FAILED = statement(
  'webhook-message-failed',
  `WITH logged AS (${LOGGED}), given_up AS (DELETE FROM webhook_messages WHERE ${MINE} AND $8 IS NULL),
   later AS (
     UPDATE webhook_messages SET attempts = $3, due_at = $8, lease = NULL, leased_until = NULL WHERE ${MINE} AND $8 IS NOT NULL
   )
   UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, $4), paused_until = coalesce($10, paused_until)
   WHERE id = $1 RETURNING failing_since AS "failingSince"`,
);

export type NewDelivery = Omit<WebhookDelivery, 'id'>;

/** Logs an attempt and, where the lease still holds its message, takes that off the queue: the endpoint has it. */
export async function recordSuccess(sql: Sql, delivery: NewDelivery, lease: string): Promise<void> {
  await sql.rows(SUCCEEDED, [...NEW.map((name) => delivery[name]), lease]);
}

/**
 * Logs an attempt and, where the lease still holds its message, lets that be due again at `nextAttemptAt`, or gives it up where that
 * is null. Returns since when the endpoint has been failing.
 */
export async function recordFailure(
  sql: Sql,
  delivery: NewDelivery,
  lease: string,
  pausedUntil: Date | null,
): Promise<Date> {
  const values = [...NEW.map((name) => delivery[name]), lease, pausedUntil];
  return (await firstRow<{ failingSince: Date }>(sql, FAILED, values))!.failingSince;
}

const seen = (placeholder: string) => `EXISTS (SELECT FROM webhook_endpoints w WHERE w.id = d.endpoint_id
  AND w.deleted_at IS NULL AND (${placeholder}::bigint IS NULL OR w.provider_id = ${placeholder}))`;
const BY_IDS = statement(
  'webhook-deliveries-by-ids',
  `SELECT ${COLUMNS} FROM webhook_deliveries d WHERE d.id = ANY ($1::bigint[]) AND ${seen('$2')}`,
);

/** Attempts by id; null for each that the caller, who must be staff, does not see. */
export const webhookDeliveriesById = batch<WebhookDelivery | null>(
  'webhook-deliveries-by-ids',
  async ({ database, scope }, ids) => {
    if (scope.customerId !== null) return ids.map(() => null);
    const rows = await database.sql.rows<WebhookDelivery>(BY_IDS, [ids, scope.providerId]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

const LIST = 'webhook_deliveries';

/** One page of the attempts of one endpoint, the newest first. */
export interface DeliveriesPage {
  readonly endpointId: string;
  readonly failedOnly: boolean;
  readonly request: PageRequest;
}

const groupOf = ({ failedOnly, request: { first, after, last, before } }: DeliveriesPage) =>
  JSON.stringify([failedOnly, first ?? null, after ?? null, last ?? null, before ?? null]);

/** Checks a page as reading it would. Throws Refused (INVALID_INPUT) on a size out of range and on a cursor of another list. */
export function deliveriesSlice(request: PageRequest): {
  size: number;
  backwards: boolean;
  id: string | null;
} {
  const { size, backwards, cursor } = pageSlice(request);
  const id = cursor === null ? null : decodeCursor(cursor, LIST, ['id'], backwards ? 'before' : 'after')[0]!;
  return { size, backwards, id };
}

/** The attempts of endpoints that the caller sees: one statement for all that ask for the same page. */
export const deliveriesOfEndpoints = batchBy<DeliveriesPage, Page<WebhookDelivery>>(
  'webhook-deliveries-of-endpoints',
  (key) => `${key.endpointId} ${groupOf(key)}`,
  (reader, keys) => inGroups(keys, groupOf, (alike) => readPages(reader, alike)),
);

async function readPages(
  reader: BatchReader,
  alike: readonly DeliveriesPage[],
): Promise<Page<WebhookDelivery>[]> {
  const { failedOnly, request } = alike[0]!;
  const { size, backwards, id } = deliveriesSlice(request);
  const ids = alike.map(({ endpointId }) => endpointId);
  const rows = await readBeside(reader, ids, { failedOnly, newer: backwards, from: id, limit: size + 1 });
  return groupedInOrderOf(ids, rows, ({ endpointId }) => endpointId).map((group, nth) => {
    const more = group.length > size;
    const kept = group.slice(0, size);
    if (backwards) kept.reverse();
    const behind = async () => {
      if (id === null) return false;
      const other = { failedOnly, newer: !backwards, from: id, isFromToo: true, limit: 1 };
      return (await readBeside(reader, [ids[nth]!], other)).length > 0;
    };
    return {
      rows: kept,
      hasNextPage: () => (backwards ? behind() : more),
      hasPreviousPage: () => (backwards ? more : behind()),
      cursorOf: (row) => encodeCursor(LIST, [row.id], ['id']),
      totalCount: () => countOf(reader, ids[nth]!, failedOnly),
    };
  });
}

interface Beside {
  readonly failedOnly: boolean;
  /** Towards the newer ones, else towards the older ones. */
  readonly newer: boolean;
  /** The id to begin at; null: at the end. */
  readonly from: string | null;
  readonly isFromToo?: boolean;
  readonly limit: number;
}

function readBeside(
  { database }: BatchReader,
  endpointIds: readonly string[],
  { failedOnly, newer, from, isFromToo = false, limit }: Beside,
): Promise<WebhookDelivery[]> {
  const side = `${newer ? '>' : '<'}${isFromToo ? '=' : ''}`;
  const text = `SELECT d.* FROM unnest($1::bigint[]) AS wanted (id) CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM webhook_deliveries d WHERE d.endpoint_id = wanted.id ${failedOnly ? 'AND d.error IS NOT NULL' : ''}
        AND ($2::bigint IS NULL OR d.id ${side} $2) ORDER BY d.id ${newer ? 'ASC' : 'DESC'} LIMIT $3
    ) d ORDER BY d.id ${newer ? 'ASC' : 'DESC'}`;
  return database.sql.rows<WebhookDelivery>(statementOf(text), [endpointIds, from, limit]);
}

async function countOf({ database }: BatchReader, endpointId: string, failedOnly: boolean): Promise<number> {
  const text = `SELECT count(*)::int AS count FROM webhook_deliveries d WHERE d.endpoint_id = $1
    ${failedOnly ? 'AND d.error IS NOT NULL' : ''}`;
  return (await firstRow<{ count: number }>(database.sql, statementOf(text), [endpointId]))!.count;
}

/** How long attempts are kept. */
const KEPT_DAYS = 30;
const SWEEP = statement(
  'sweep-webhook-deliveries',
  `DELETE FROM webhook_deliveries WHERE id = ANY (
     ARRAY(SELECT id FROM webhook_deliveries WHERE at < $1::timestamptz - interval '${KEPT_DAYS} days' LIMIT 5000))
   RETURNING 1`,
);

/** Deletes attempts that are older than 30 days, 5,000 at most. Returns how many. */
export async function sweepDeliveries(sql: Sql, now: Date): Promise<number> {
  return (await sql.rows(SWEEP, [now])).length;
}
