import { scopeOf } from '../../shared/domain/caller';
import { inOrderOf } from '../../platform/reads/align-rows';
import { firstRow, statement } from '../../platform/sql';
import { Batch } from '../../platform/reads/reader';
import { allBut, columnsOf } from '../../platform/columns';
import { RequestContext } from '../../platform/request-context';
import { IncidentEntity } from './incident.entity';

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
export const incidentsById: Batch<string, Incident | null> = async ({ database, scope }, ids) => {
  const rows = await database.sql.rows<Incident>(BY_IDS, [ids, scope]);
  return inOrderOf(ids, rows, (row) => row.id);
};

export function incidentByReference(context: RequestContext, reference: string): Promise<Incident | null> {
  return firstRow<Incident>(context.database.sql, BY_REFERENCE, [reference, scopeOf(context.caller)]);
}
