import { inOrderOf } from '../../shared/persistence/in-order-of';
import { nestedPages } from '../../shared/persistence/nested-pages';
import { statement } from '../../shared/persistence/sql';
import { Batch } from '../../shared/request-context';
import { Incident, INCIDENT_COLUMNS } from './incidents';

const FIRST_OF = statement(
  'incidents-of-contracts',
  `SELECT page.* FROM unnest($1::bigint[]) AS wanted (contract_id) CROSS JOIN LATERAL (
     SELECT ${INCIDENT_COLUMNS} FROM incidents i
     WHERE i.contract_id = wanted.contract_id AND i.id > $2 ORDER BY i.id LIMIT $3
   ) AS page`,
);
const COUNTS = statement(
  'incident-counts',
  `SELECT contract_id AS "contractId", count(*)::int AS count FROM incidents
   WHERE contract_id = ANY($1::bigint[]) GROUP BY contract_id`,
);

const incidentCounts: Batch<string, number> = async (context, contractIds) => {
  const rows = await context.database.sql.rows<{ contractId: string; count: number }>(COUNTS, [contractIds]);
  return inOrderOf(contractIds, rows, (row) => row.contractId).map((row) => row?.count ?? 0);
};

/** The incidents of contracts that the caller may see, in the order in which they were recorded. */
export const incidentsOfContracts = nestedPages<Incident>(
  'incidents',
  (context, contractIds, afterId, limit) =>
    context.database.sql.rows(FIRST_OF, [contractIds, afterId, limit]),
  (incident) => incident.contractId,
  incidentCounts,
);
