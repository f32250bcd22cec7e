import { RequestContext } from '../../catalog/request-context';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, Sql } from '../../platform/sql';
import { Incident, INCIDENT_COLUMNS } from './incidents';

const WITH_CUSTOMER = scopedStatement(
  'incident-with-customer',
  '$2',
  (
    sees,
  ) => `SELECT ${INCIDENT_COLUMNS}, c.customer_id AS "customerId" FROM incidents i JOIN contracts c ON c.id = i.contract_id
   WHERE i.id = $1 AND ${sees.contract('c')}`,
);

/** An incident and whose it is; null where the caller sees none. */
export function incidentWithCustomer(
  sql: Sql,
  { scope, clock }: Pick<RequestContext, 'scope' | 'clock'>,
  incidentId: string,
): Promise<(Incident & { readonly customerId: string }) | null> {
  return firstRow(sql, WITH_CUSTOMER(scope), [incidentId, scopeValue(scope, clock.now())]);
}
