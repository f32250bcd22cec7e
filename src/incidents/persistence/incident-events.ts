import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { IncidentEvent } from '../domain/incident-history';

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
