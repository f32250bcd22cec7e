import { KeyAt, readByInstant, textOfKeyAt } from '../../platform/reads/by-instant';
import { inOrderOf } from '../../platform/reads/align-rows';
import { statement } from '../../platform/sql';
import { batch, batchBy } from '../../platform/reads/batch';

export interface Satellite {
  readonly id: string;
  readonly contractId: string;
  readonly name: string;
  readonly registeredAt: Date;
  readonly decommissionedAt: Date | null;
}

const COLUMNS = `s.id, s.contract_id AS "contractId", s.name, s.registered_at AS "registeredAt"`;
const REGISTERED_COLUMNS = `${COLUMNS}, NULL AS "decommissionedAt"`;
export const SATELLITE_COLUMNS = `${COLUMNS}, s.decommissioned_at AS "decommissionedAt"`;

const BY_IDS = statement(
  'satellites-by-ids',
  `SELECT ${SATELLITE_COLUMNS} FROM satellites s JOIN contracts c ON c.id = s.contract_id
   WHERE s.id = ANY($1::bigint[]) AND ($2::bigint IS NULL OR c.customer_id = $2)`,
);

/** Satellites, registered and decommissioned, of contracts that the caller sees; null for each other. */
export const satellitesById = batch<Satellite | null>(
  'satellites-by-ids',
  async ({ database, scope }, ids) => {
    const rows = await database.sql.rows<Satellite>(BY_IDS, [ids, scope]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

// Whichever is registered at an instant has no end that was known then: what came after does not change the answer.
const OF_CONTRACTS = statement(
  'satellites-of-contracts',
  `SELECT ${REGISTERED_COLUMNS} FROM satellites s
   WHERE s.contract_id = ANY($1::bigint[])
     AND CASE WHEN $2::timestamptz IS NULL THEN s.decommissioned_at IS NULL
         ELSE s.registered_at <= $2 AND (s.decommissioned_at IS NULL OR $2 < s.decommissioned_at) END
   ORDER BY s.id`,
);

/** The satellites of contracts at an instant each, in the order in which they were registered. */
export const satellitesOfContracts = batchBy<KeyAt, readonly Satellite[]>(
  'satellites-of-contracts',
  textOfKeyAt,
  ({ database }, keys) =>
    readByInstant(
      keys,
      (ids, at) => database.sql.rows<Satellite>(OF_CONTRACTS, [ids, at]),
      (satellite) => satellite.contractId,
    ),
);
