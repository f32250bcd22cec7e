import { firstRow, Sql, statement } from '../../platform/sql';
import { Incident, INCIDENT_COLUMNS } from './incidents';

const WITH_CUSTOMER = statement(
  'incident-with-customer',
  `SELECT ${INCIDENT_COLUMNS}, c.customer_id AS "customerId" FROM incidents i JOIN contracts c ON c.id = i.contract_id
   WHERE i.id = $1`,
);

/** An incident and whose it is; null where there is none. For rules: it is not narrowed to what the caller sees. */
export function incidentWithCustomer(
  sql: Sql,
  incidentId: string,
): Promise<(Incident & { readonly customerId: string }) | null> {
  return firstRow(sql, WITH_CUSTOMER, [incidentId]);
}
