import { Region } from '../../catalog/domain/plan';
import { regionAt } from '../../customers/persistence/customers';
import { BLOCK_COLUMNS, ConsultingBlock } from '../../consulting/persistence/consulting-blocks';
import { CONTACT_COLUMNS, NamedContact } from '../../contacts/persistence/named-contacts';
import { ContractState } from '../../contracts/domain/contract-state';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { planIdAt } from '../../contracts/persistence/plan-in-force';
import { usageOpenings } from '../../contracts/persistence/usage-openings';
import { Incident, INCIDENT_COLUMNS } from '../../incidents/persistence/incidents';
import { Satellite, SATELLITE_COLUMNS } from '../../satellites/persistence/satellites';
import { groupedInOrderOf } from '../../platform/reads/align-rows';
import { dateAt } from '../../shared/domain/local-date';
import { Sql, statement } from '../../platform/sql';
import { Replay, Usage } from '../domain/replay';

/** A thing, and the plan that was in force when it came. */
type UnderPlan<Row> = Row & { readonly contractId: string; readonly planId: string };

type RequestRow = UnderPlan<Incident> & { readonly region: Region };
type BlockRow = ConsultingBlock;
type ContactRow = UnderPlan<NamedContact>;
type SatelliteRow = UnderPlan<Satellite> & { readonly since: Date; readonly until: Date | null };

export type ContractUsage = Usage<RequestRow, BlockRow, ContactRow, SatelliteRow>;
export type ContractReplay = Replay<RequestRow, BlockRow, ContactRow, SatelliteRow>;

/** Each contract with the number of the contract year in which the period begins. */
const WANTED = 'unnest($1::bigint[], $2::int[]) AS w (contract_id, first_year)';

const REQUESTS = statement(
  'used-requests',
  `SELECT ${INCIDENT_COLUMNS}, ${planIdAt('i.contract_id', 'i.received_at')} AS "planId",
     ${regionAt('c.customer_id', 'i.received_at')} AS region
   FROM ${WANTED} JOIN contracts c ON c.id = w.contract_id
     JOIN incidents i ON i.contract_id = w.contract_id AND i.contract_year >= w.first_year
   WHERE i.received_at < $3 AND i.voided_at IS NULL
   ORDER BY i.received_at, i.id`,
);
const BLOCKS = statement(
  'used-consulting-blocks',
  `SELECT ${BLOCK_COLUMNS} FROM ${WANTED}
     JOIN consulting_blocks b ON b.contract_id = w.contract_id AND b.contract_year >= w.first_year
   WHERE b.starts_at < $3 AND b.status IN ('BOOKED', 'DELIVERED')
   ORDER BY b.starts_at, b.id`,
);
const CONTACTS = statement(
  'contacts-of-period',
  `SELECT ${CONTACT_COLUMNS}, ${planIdAt('k.contract_id', 'k.valid_from')} AS "planId" FROM named_contacts k
   WHERE k.contract_id = ANY($1::bigint[]) AND k.valid_from < $3
     AND (k.valid_to IS NULL OR greatest(k.valid_from, $2) < k.valid_to)
   ORDER BY k.valid_from, k.id`,
);
const SATELLITES = statement(
  'satellites-of-period',
  `SELECT ${SATELLITE_COLUMNS}, s.registered_at AS since, s.decommissioned_at AS until,
     ${planIdAt('s.contract_id', 's.registered_at')} AS "planId"
   FROM satellites s
   WHERE s.contract_id = ANY($1::bigint[]) AND s.registered_at < $3
     AND (s.decommissioned_at IS NULL OR greatest(s.registered_at, $2) < s.decommissioned_at)
   ORDER BY s.registered_at, s.id`,
);

/**
 * What each contract used in a period, and since the beginning of the contract year in which the period begins, as far as
 * it is known now, in the order of the contracts. A number of statements that grows neither with them nor with what they used.
 */
export async function readUsage(
  sql: Sql,
  contracts: readonly ContractState[],
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<readonly ContractUsage[]> {
  const ids = contracts.map(({ id }) => id);
  const firstYears = contracts.map(
    ({ activatesOn, timeZone }) => contractYearOn(activatesOn, dateAt(from, timeZone))?.number ?? 1,
  );
  const [requests, blocks, contacts, satellites, openings] = await Promise.all([
    sql.rows<RequestRow>(REQUESTS, [ids, firstYears, to]),
    sql.rows<BlockRow>(BLOCKS, [ids, firstYears, to]),
    sql.rows<ContactRow>(CONTACTS, [ids, from, to]),
    sql.rows<SatelliteRow>(SATELLITES, [ids, from, to]),
    usageOpenings(sql, ids, firstYears),
  ]);
  const byContract = <Row extends { readonly contractId: string }>(rows: readonly Row[]) =>
    groupedInOrderOf(ids, rows, (row) => row.contractId);
  const [requestsOf, blocksOf, contactsOf, satellitesOf, openingsOf] = [
    byContract(requests),
    byContract(blocks),
    byContract(contacts),
    byContract(satellites),
    byContract(openings),
  ];
  return ids.map((_id, nth) => ({
    requests: requestsOf[nth]!,
    blocks: blocksOf[nth]!,
    contacts: contactsOf[nth]!,
    satellites: satellitesOf[nth]!,
    openings: openingsOf[nth]!,
  }));
}
