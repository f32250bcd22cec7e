import { RequestContext } from '../../catalog/request-context';
import { PageRequest } from '../../shared/domain/page';
import { columnsOf } from '../../platform/columns';
import { EventEntity } from '../../platform/journal/event.entity';
import { inOrderOf } from '../../platform/reads/align-rows';
import { branchedPage, ListedPage } from '../../platform/reads/branched-page';
import { listOfWays } from '../../platform/reads/list-of-ways';
import { batch } from '../../platform/reads/batch';
import { decodeCursor, encodeCursor, Filter } from '../../platform/reads/keyset-page';
import { narrow } from '../../platform/scoped-filter';
import { firstRow, Sql, statement, statementOf } from '../../platform/sql';
import { NOT_FOR_PARTNERS } from '../domain/event-audience';
import { SentEvent } from '../domain/webhook-body';

/** What happened, as others read it. */
export interface RecordedEvent extends SentEvent {
  readonly data: Readonly<Record<string, unknown>>;
}

/** Null or left out, here as everywhere: all. */
export interface EventFilter {
  readonly types?: readonly string[] | null;
  readonly contractId?: string | null;
  readonly customerId?: string | null;
  readonly providerId?: string | null;
}

/** Of `events e`. */
export const EVENT_COLUMNS = columnsOf(EventEntity, 'e', {
  id: 'position',
  type: 'type',
  occurredAt: 'occurredAt',
  recordedAt: 'recordedAt',
  contractId: 'contractId',
  customerId: 'customerId',
  providerId: 'providerId',
  subjectType: 'subjectType',
  subjectId: 'subjectId',
  data: 'data',
});

/** Names the cursors of the feed. */
const LIST = 'events';

/** Who asks, and when. */
export type EventViewer = Pick<RequestContext, 'scope' | 'clock'>;

/** The conditions of a filter on `events e`, which has the columns of a contract that say who sees it. */
function conditionsOf(wanted: EventFilter, viewer: EventViewer | null): Filter {
  const filter = Filter.none();
  addConditions(filter, wanted, viewer);
  return filter;
}

function addConditions(
  filter: Filter,
  { types, contractId, customerId, providerId }: EventFilter,
  viewer: EventViewer | null,
): void {
  if (viewer !== null) {
    narrow(filter, viewer, (sees) => sees.contract('e'));
    const { kind, customerId: partnerId } = viewer.scope;
    if (kind === 'PARTNER')
      filter.add(
        `e.customer_id = ${filter.value(partnerId)} OR e.subject_type <> ALL (${filter.value(NOT_FOR_PARTNERS)}::text[])`,
      );
  }
  filter.when(types, (all) => `e.type = ANY (${all}::text[])`);
  filter.when(contractId, (id) => `e.contract_id = ${id}`);
  filter.when(customerId, (id) => `e.customer_id = ${id}`);
  filter.when(providerId, (id) => `e.provider_id = ${id}`);
}

/**
 * Up to `limit` events after a position, `0` for the first, in their order; none where nothing has happened since. A reader
 * that goes on from the last position it got misses none and gets none twice. Only what the viewer sees, null: all; and none
 * after `upTo` where that is given.
 */
export function eventsAfter(
  sql: Sql,
  position: string,
  wanted: EventFilter,
  limit: number,
  viewer: EventViewer | null = null,
  upTo: string | null = null,
): Promise<RecordedEvent[]> {
  const filter = conditionsOf(wanted, viewer);
  filter.add(`e.position > ${filter.value(position)}`);
  filter.when(upTo, (last) => `e.position <= ${last}`);
  const text = `SELECT ${EVENT_COLUMNS} FROM events e ${filter.where()} ORDER BY e.position LIMIT ${filter.value(limit)}`;
  return sql.rows<RecordedEvent>(statementOf(text), filter.values);
}

/** The position that a cursor of the feed stands for. Throws Refused (INVALID_INPUT) on one that the feed has not given out. */
export function positionOf(cursor: string): string {
  return decodeCursor(cursor, LIST, ['id'], 'after')[0]!;
}

/** The cursor of an event, after which a reader of the feed goes on. */
export function cursorOf({ id }: Pick<RecordedEvent, 'id'>): string {
  return encodeCursor(LIST, [id], ['id']);
}

/** The position of the last event, `0` where there is none: after it comes what is yet to happen. */
export async function lastPosition(sql: Sql): Promise<string> {
  const rows = await sql.rows<{ last: string }>('SELECT coalesce(max(position), 0) AS last FROM events');
  return rows[0]!.last;
}

/** A page of the events that the caller sees, in their order. */
export function eventPage(
  context: RequestContext,
  wanted: EventFilter,
  request: PageRequest,
): Promise<ListedPage<RecordedEvent>> {
  // The index of types has the order of the feed within each.
  const kinds = wanted.types?.length ? wanted.types.map((type) => [type]) : [wanted.types];
  const list = listOfWays(
    { list: LIST, types: ['id'] },
    {
      table: 'events e',
      places: ['e.position'],
      ways: kinds.map((types) => ({
        narrow: (filter) => addConditions(filter, { ...wanted, types }, context),
      })),
      rows: () => ({ select: EVENT_COLUMNS, join: 'JOIN events e ON e.position = found.id' }),
    },
  );
  return branchedPage<RecordedEvent>(context.database.sql, list, request);
}

const BY_ONCE = statement('event-by-once', `SELECT ${EVENT_COLUMNS} FROM events e WHERE e.once = $1`);

/** The event that was told under a name that is told once; null where there is none. */
export function eventByOnce(sql: Sql, name: string): Promise<RecordedEvent | null> {
  return firstRow<RecordedEvent>(sql, BY_ONCE, [name]);
}

/** Events that the caller sees by their positions, null for each other. */
export const eventsById = batch<RecordedEvent | null>('events-by-positions', async (reader, positions) => {
  const filter = conditionsOf({}, reader);
  filter.add(`e.position = ANY (${filter.value(positions)}::bigint[])`);
  const text = `SELECT ${EVENT_COLUMNS} FROM events e ${filter.where()}`;
  const rows = await reader.database.sql.rows<RecordedEvent>(statementOf(text), filter.values);
  return inOrderOf(positions, rows, (row) => row.id);
});
