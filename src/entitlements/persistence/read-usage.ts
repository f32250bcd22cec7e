import { Region } from '../../catalog/domain/plan';
import { regionAt } from '../../customers/persistence/customers';
import { BLOCK_COLUMNS, ConsultingBlock } from '../../consulting/persistence/consulting-blocks';
import { CONTACT_COLUMNS, NamedContact } from '../../contacts/persistence/named-contacts';
import { ContractState } from '../../contracts/domain/contract-state';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { planIdAt } from '../../contracts/persistence/plan-in-force';
import { Incident, INCIDENT_COLUMNS } from '../../incidents/persistence/incidents';
import { Satellite, SATELLITE_COLUMNS } from '../../satellites/persistence/satellites';
import { dateAt } from '../../shared/domain/local-date';
import { Sql, statement } from '../../platform/sql';
import { Replay, Usage } from '../domain/replay';

/** A thing, and the plan that was in force when it came. */
type UnderPlan<Row> = Row & { readonly planId: string };

type RequestRow = UnderPlan<Incident> & { readonly region: Region };
type ContactRow = UnderPlan<NamedContact>;
type SatelliteRow = UnderPlan<Satellite> & { readonly since: Date; readonly until: Date | null };

export type ContractUsage = Usage<RequestRow, ConsultingBlock, ContactRow, SatelliteRow>;
export type ContractReplay = Replay<RequestRow, ConsultingBlock, ContactRow, SatelliteRow>;

const REQUESTS = statement(
  'used-requests',
  `SELECT ${INCIDENT_COLUMNS}, ${planIdAt('i.contract_id', 'i.received_at')} AS "planId",
     ${regionAt('$2', 'i.received_at')} AS region
   FROM incidents i
   WHERE i.contract_id = $1 AND i.contract_year >= $3 AND i.received_at < $4 AND i.voided_at IS NULL
   ORDER BY i.received_at, i.id`,
);
const BLOCKS = statement(
  'used-consulting-blocks',
  `SELECT ${BLOCK_COLUMNS} FROM consulting_blocks b
   WHERE b.contract_id = $1 AND b.contract_year >= $2 AND b.starts_at < $3 AND b.status IN ('BOOKED', 'DELIVERED')
   ORDER BY b.starts_at, b.id`,
);
const CONTACTS = statement(
  'contacts-of-period',
  `SELECT ${CONTACT_COLUMNS}, ${planIdAt('k.contract_id', 'k.valid_from')} AS "planId" FROM named_contacts k
   WHERE k.contract_id = $1 AND k.valid_from < $3 AND (k.valid_to IS NULL OR greatest(k.valid_from, $2) < k.valid_to)
   ORDER BY k.valid_from, k.id`,
);
const SATELLITES = statement(
  'satellites-of-period',
  `SELECT ${SATELLITE_COLUMNS}, s.registered_at AS since, s.decommissioned_at AS until,
     ${planIdAt('s.contract_id', 's.registered_at')} AS "planId"
   FROM satellites s
   WHERE s.contract_id = $1 AND s.registered_at < $3
     AND (s.decommissioned_at IS NULL OR greatest(s.registered_at, $2) < s.decommissioned_at)
   ORDER BY s.registered_at, s.id`,
);

/**
 * What a contract used in a period, and since the beginning of the contract year in which the period begins, as far as
 * it is known now. A number of statements that does not grow with what it used.
 */
export async function readUsage(
  sql: Sql,
  { id, customerId, activatesOn, timeZone }: ContractState,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<ContractUsage> {
  const firstYear = contractYearOn(activatesOn, dateAt(from, timeZone))?.number ?? 1;
  const [requests, blocks, contacts, satellites] = await Promise.all([
    sql.rows<RequestRow>(REQUESTS, [id, customerId, firstYear, to]),
    sql.rows<ConsultingBlock>(BLOCKS, [id, firstYear, to]),
    sql.rows<ContactRow>(CONTACTS, [id, from, to]),
    sql.rows<SatelliteRow>(SATELLITES, [id, from, to]),
  ]);
  return { requests, blocks, contacts, satellites };
}
