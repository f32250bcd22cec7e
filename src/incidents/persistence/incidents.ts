import { Channel, Impact } from '../../catalog/domain/plan';
import { scopeOf } from '../../shared/domain/caller';
import { inOrderOf } from '../../platform/reads/align-rows';
import { firstRow, statement } from '../../platform/sql';
import { batch } from '../../platform/reads/batch';
import { RequestContext } from '../../platform/request-context';
import { BugSeverity } from '../domain/bug-severity';
import { IncidentStatus } from '../domain/incident-status';

/** An incident as it was last written; `incidentStatusAt` says what it is at an instant. */
export interface Incident {
  readonly id: string;
  readonly contractId: string;
  readonly contractYear: number;
  readonly contactId: string;
  readonly reference: string;
  readonly channel: Channel;
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly product: string;
  readonly productVersion: string;
  readonly platformVersion: string;
  readonly description: string;
  readonly receivedAt: Date;
  readonly responseDueAt: Date | null;
  readonly firstRespondedAt: Date | null;
  readonly responseMet: boolean | null;
  readonly status: IncidentStatus;
  readonly supportLine: number;
  readonly closesAt: Date | null;
  readonly voidedAt: Date | null;
  readonly bugReference: string | null;
  readonly bugSeverity: BugSeverity | null;
}

export const INCIDENT_COLUMNS = `i.id, i.contract_id AS "contractId", i.contract_year AS "contractYear", i.contact_id AS "contactId",
  i.reference, i.channel, i.impact, i.test_system AS "testSystem", i.product, i.product_version AS "productVersion",
  i.platform_version AS "platformVersion", i.description, i.received_at AS "receivedAt", i.response_due_at AS "responseDueAt",
  i.first_responded_at AS "firstRespondedAt", i.response_met AS "responseMet", i.status, i.support_line AS "supportLine",
  i.closes_at AS "closesAt", i.voided_at AS "voidedAt", i.bug_reference AS "bugReference", i.bug_severity AS "bugSeverity"`;

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
  return firstRow<Incident>(context.database.sql, BY_REFERENCE, [reference, scopeOf(context.caller)]);
}
