import { Sql, statement } from '../../platform/sql';

/** A request, with the instant of its receipt. */
export interface IncidentFrom {
  readonly id: string;
  readonly reference: string;
  readonly at: Date;
}

const INCIDENTS_FROM = statement(
  'incidents-from',
  `SELECT i.id, i.reference, i.received_at AS at FROM incidents i
   WHERE i.contract_id = $1 AND i.received_at >= $2 AND ($3::timestamptz IS NULL OR i.received_at < $3)
     AND i.voided_at IS NULL ORDER BY i.id`,
);

/** The requests of a contract that were received in [from, until) and are not voided; until null: for ever. */
export function incidentsFrom(
  sql: Sql,
  contractId: string,
  from: Date,
  until: Date | null,
): Promise<IncidentFrom[]> {
  return sql.rows<IncidentFrom>(INCIDENTS_FROM, [contractId, from, until]);
}
