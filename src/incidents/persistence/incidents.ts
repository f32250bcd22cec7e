import { groupedInOrderOf, inOrderOf } from '../../platform/reads/align-rows';
import { foldText } from '../../shared/domain/text';
import { Sees, scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, Sql, statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { allBut, columnsOf } from '../../platform/columns';
import { RequestContext } from '../../catalog/request-context';
import { IncidentEntity } from './incident.entity';
import { IncidentEventEntity } from './incident-event.entity';
import { IncidentEvent } from '../domain/incident-history';

/** What only the events that come by time alone need. */
export const TIMER = ['responseDueSoonAt', 'eventsDueAt', 'silentUntil'] as const;

/** What lists and the events that come by time alone are found by, and no caller is shown. */
const APART = [...TIMER, 'planId'] as const;

/** An incident as it was last written; `incidentStatusAt` says what it is at an instant. */
export type Incident = Readonly<Omit<IncidentEntity, (typeof APART)[number]>>;

export const INCIDENT_COLUMNS = columnsOf(IncidentEntity, 'i', allBut(IncidentEntity, ...APART));

const visible = (sees: Sees) =>
  `FROM incidents i JOIN contracts c ON c.id = i.contract_id WHERE ${sees.contract('c')}`;
const BY_IDS = scopedStatement(
  'incidents-by-ids',
  '$2',
  (sees) => `SELECT ${INCIDENT_COLUMNS} ${visible(sees)} AND i.id = ANY($1::bigint[])`,
);
const BY_REFERENCE = scopedStatement(
  'incident-by-reference',
  '$2',
  (sees) => `SELECT ${INCIDENT_COLUMNS} ${visible(sees)} AND i.reference = $1`,
);

/** Incidents of contracts that the caller sees, null for each other. */
export const incidentsById = batch<Incident | null>(
  'incidents-by-ids',
  async ({ database, clock, scope }, ids) => {
    const rows = await database.sql.rows<Incident>(BY_IDS(scope), [ids, scopeValue(scope, clock.now())]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

export function incidentByReference(context: RequestContext, reference: string): Promise<Incident | null> {
  const { database, scope, clock } = context;
  const values = [foldText(reference).toUpperCase(), scopeValue(scope, clock.now())];
  return firstRow<Incident>(database.sql, BY_REFERENCE(scope), values);
}

const OF_INCIDENTS = statement(
  'incident-events',
  `SELECT ${columnsOf(IncidentEventEntity, 'e')} FROM incident_events e
   WHERE e.incident_id = ANY($1::bigint[]) ORDER BY e.id`,
);

/** The written history of incidents that the caller may see, each in the order in which it was written. */
export const eventsOfIncidents = batch<readonly IncidentEvent[]>(
  'incident-events',
  async ({ database }, ids) => {
    const rows = await database.sql.rows<IncidentEventEntity>(OF_INCIDENTS, [ids]);
    return groupedInOrderOf(ids, rows, (row) => row.incidentId);
  },
);

/** The written history of an incident that the transaction has locked. */
export async function readHistory(sql: Sql, incidentId: string): Promise<readonly IncidentEvent[]> {
  return sql.rows<IncidentEventEntity>(OF_INCIDENTS, [[incidentId]]);
}
