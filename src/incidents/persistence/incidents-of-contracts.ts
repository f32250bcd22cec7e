import { countsBy } from '../../platform/reads/counts-by';
import { nestedPages } from '../../platform/reads/nested-pages';
import { statement } from '../../platform/sql';
import { Incident, INCIDENT_COLUMNS } from './incidents';

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
