import { allBut, columnsOf, insertColumns } from '../../platform/columns';
import { inOrderOf } from '../../platform/reads/align-rows';
import { batch } from '../../platform/reads/batch';
import { firstRow, Sql, statement } from '../../platform/sql';
import { RequestContext } from '../../catalog/request-context';
import { TenantScope } from '../../shared/domain/tenant-scope';
import { WebhookEndpointEntity } from './webhook-endpoint.entity';

export type WebhookEndpoint = Readonly<WebhookEndpointEntity>;

const COLUMNS = columnsOf(WebhookEndpointEntity, 'w');

/** Staff alone sees endpoints: who is bound to a provider those of that provider. The one value is `staffScope`. */
const seen = (placeholder: string) =>
  `w.deleted_at IS NULL AND (${placeholder}::bigint IS NULL OR w.provider_id = ${placeholder})`;

function isStaff({ kind }: TenantScope): boolean {
  return kind === 'ALL' || kind === 'PROVIDER';
}

const BY_IDS = statement(
  'webhook-endpoints-by-ids',
  `SELECT ${COLUMNS} FROM webhook_endpoints w WHERE w.id = ANY ($1::bigint[]) AND ${seen('$2')}`,
);

/** Endpoints by id; null for each that the caller does not see, which for customers is every one. */
export const webhookEndpointsById = batch<WebhookEndpoint | null>(
  'webhook-endpoints-by-ids',
  async ({ database, scope }, ids) => {
    if (!isStaff(scope)) return ids.map(() => null);
    const rows = await database.sql.rows<WebhookEndpoint>(BY_IDS, [ids, scope.providerId]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

const ALL = statement(
  'webhook-endpoints',
  `SELECT ${COLUMNS} FROM webhook_endpoints w WHERE ${seen('$1')} ORDER BY w.id`,
);

/** Every endpoint that a caller of the staff sees, in the order in which they were made. */
export function webhookEndpoints({ database, scope }: RequestContext): Promise<WebhookEndpoint[]> {
  return database.sql.rows<WebhookEndpoint>(ALL, [scope.providerId]);
}

/** Any number; the same for every process that makes endpoints. */
const MAKERS_LOCK = statement('lock-webhook-makers', 'SELECT pg_advisory_xact_lock(7262348004)');
const COUNT = statement(
  'count-webhook-endpoints',
  `SELECT count(*)::int AS count FROM webhook_endpoints
   WHERE deleted_at IS NULL AND provider_id IS NOT DISTINCT FROM $1::bigint`,
);

/** How many endpoints hear of a provider alone, or, for null, of all. Until the end of the transaction nobody else makes one. */
export async function lockedCountOfEndpoints(sql: Sql, providerId: string | null): Promise<number> {
  await sql.rows(MAKERS_LOCK);
  return (await firstRow<{ count: number }>(sql, COUNT, [providerId]))!.count;
}

const NEW = ['providerId', 'url', 'types', 'enabled', 'createdAt'] as const;
const INSERT = statement(
  'insert-webhook-endpoint',
  `INSERT INTO webhook_endpoints AS w (${insertColumns(WebhookEndpointEntity, NEW)}) VALUES ($1, $2, $3, $4, $5)
   RETURNING ${COLUMNS}`,
);

export type NewEndpoint = Pick<WebhookEndpoint, (typeof NEW)[number]>;

export async function insertEndpoint(sql: Sql, endpoint: NewEndpoint): Promise<WebhookEndpoint> {
  const values = NEW.map((name) => endpoint[name]);
  return (await firstRow<WebhookEndpoint>(sql, INSERT, values))!;
}

const LOCK = statement(
  'lock-webhook-endpoint',
  `SELECT ${COLUMNS} FROM webhook_endpoints w WHERE w.id = $1 AND ${seen('$2')} FOR NO KEY UPDATE`,
);

/** Locks an endpoint and returns it, for which messages may be queued meanwhile; null where a caller of this provider, null for all, sees none. */
export function lockEndpoint(
  sql: Sql,
  id: string,
  providerId: string | null,
): Promise<WebhookEndpoint | null> {
  return firstRow<WebhookEndpoint>(sql, LOCK, [id, providerId]);
}

const CHANGED = allBut(WebhookEndpointEntity, 'id', 'providerId', 'createdAt');
const UPDATE = statement(
  'update-webhook-endpoint',
  `UPDATE webhook_endpoints w SET (${insertColumns(WebhookEndpointEntity, CHANGED)})
     = ROW(${CHANGED.map((_, nth) => `$${nth + 2}`).join(', ')})
   WHERE w.id = $1 RETURNING ${COLUMNS}`,
);

/** Writes an endpoint that is locked as it is to be, and returns it. */
export async function updateEndpoint(sql: Sql, endpoint: WebhookEndpoint): Promise<WebhookEndpoint> {
  const values = CHANGED.map((name) => endpoint[name as keyof WebhookEndpoint]);
  return (await firstRow<WebhookEndpoint>(sql, UPDATE, [endpoint.id, ...values]))!;
}
