import { scopeOf } from '../../shared/domain/caller';
import { groupedInOrderOf, inOrderOf } from '../../platform/reads/align-rows';
import { foldText } from '../../shared/domain/text';
import { firstRow, statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { allBut, columnsOf } from '../../platform/columns';
import { RequestContext } from '../../catalog/request-context';
import { IncidentEntity } from './incident.entity';
import { IncidentEvent } from '../domain/incident-life';
import { countsBy } from '../../platform/reads/counts-by';
import { nestedPages } from '../../platform/reads/nested-pages';

/** An incident as it was last written; `incidentStatusAt` says what it is at an instant. */
export type Incident = Readonly<Omit<IncidentEntity, 'recordedAt'>>;

export const INCIDENT_COLUMNS = columnsOf(IncidentEntity, 'i', allBut(IncidentEntity, 'recordedAt'));

const VISIBLE = `FROM incidents i JOIN contracts c ON c.id = i.contract_id WHERE ($2::bigint IS NULL OR c.customer_id = $2)`;
const BY_IDS = statement(
  'incidents-by-ids',
  `SELECT ${INCIDENT_COLUMNS} ${VISIBLE} AND i.id = ANY($1::bigint[])`,
);
const BY_REFERENCE = statement(
  'incident-by-reference',
  `SELECT ${INCIDENT_COLUMNS} ${VISIBLE} AND i.reference = $1`,
);

/** Incidents of contracts that the caller sees, null for each other. */
export const incidentsById = batch<Incident | null>('incidents-by-ids', async ({ database, scope }, ids) => {
  const rows = await database.sql.rows<Incident>(BY_IDS, [ids, scope]);
  return inOrderOf(ids, rows, (row) => row.id);
});

export function incidentByReference(context: RequestContext, reference: string): Promise<Incident | null> {
  return firstRow<Incident>(context.database.sql, BY_REFERENCE, [
    foldText(reference).toUpperCase(),
    scopeOf(context.caller),
  ]);
}

const FIRST_OF = statement(
  'incidents-of-contracts',
  `SELECT page.* FROM unnest($1::bigint[]) AS wanted (contract_id) CROSS JOIN LATERAL (
     SELECT ${INCIDENT_COLUMNS} FROM incidents i
     WHERE i.contract_id = wanted.contract_id AND i.id > $2 ORDER BY i.id LIMIT $3
   ) AS page`,
);

export const INCIDENTS_LIST = 'incidents';

/** The incidents of contracts that the caller may see, in the order in which they were recorded. */
export const incidentsOfContracts = nestedPages<Incident>(
  INCIDENTS_LIST,
  ({ database }, contractIds, afterId, limit) => database.sql.rows(FIRST_OF, [contractIds, afterId, limit]),
  (incident) => incident.contractId,
  countsBy('incident-counts', 'incidents', 'contract_id'),
);

const OF_INCIDENTS = statement(
  'incident-events',
  `SELECT incident_id AS "incidentId", at, kind, note, actor FROM incident_events
   WHERE incident_id = ANY($1::bigint[]) ORDER BY id`,
);

/** The written history of incidents that the caller may see, each in the order in which it was written. */
export const eventsOfIncidents = batch<readonly IncidentEvent[]>(
  'incident-events',
  async ({ database }, ids) => {
    const rows = await database.sql.rows<IncidentEvent & { incidentId: string }>(OF_INCIDENTS, [ids]);
    return groupedInOrderOf(ids, rows, (row) => row.incidentId);
  },
);
