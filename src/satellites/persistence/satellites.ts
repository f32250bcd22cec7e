import { inOrderOf, KeyAt, readByMoment, textOfKeyAt } from '../../platform/reads/align-rows';
import { happened } from '../../shared/domain/moment';
import { ownOf } from '../../shared/domain/tenant-scope';
import { scopedStatement, scopeValue } from '../../platform/scoped-statement';
import { firstRow, Sql, statement } from '../../platform/sql';
import { allBut, columnsOf } from '../../platform/columns';
import { foldText } from '../../shared/domain/text';
import { SatelliteEntity } from './satellite.entity';
import { batch, batchBy } from '../../platform/reads/batch';

export type Satellite = Readonly<Omit<SatelliteEntity, 'nameFolded'>>;

export const SATELLITE_COLUMNS = columnsOf(SatelliteEntity, 's', allBut(SatelliteEntity, 'nameFolded'));
const BUT_END = columnsOf(SatelliteEntity, 's', allBut(SatelliteEntity, 'decommissionedAt', 'nameFolded'));

const BY_IDS = scopedStatement(
  'satellites-by-ids',
  '$2',
  (sees) => `SELECT ${SATELLITE_COLUMNS} FROM satellites s JOIN contracts c ON c.id = s.contract_id
   WHERE s.id = ANY($1::bigint[]) AND ${sees.contract('c')}`,
);

/** Satellites, registered and decommissioned, of the caller’s own contracts; null for each other. */
export const satellitesById = batch<Satellite | null>(
  'satellites-by-ids',
  async ({ database, clock, scope }, ids) => {
    const own = ownOf(scope);
    const rows = await database.sql.rows<Satellite>(BY_IDS(own), [ids, scopeValue(own, clock.now())]);
    return inOrderOf(ids, rows, (row) => row.id);
  },
);

// $2 and $3 as of the contacts: the instant, or that of knowledge where it is earlier; and that of knowledge.
const OF_CONTRACTS = statement(
  'satellites-of-contracts',
  `SELECT ${BUT_END}, CASE WHEN s.decommissioned_at <= $3::timestamptz THEN s.decommissioned_at END AS "decommissionedAt"
   FROM satellites s
   WHERE s.contract_id = ANY($1::bigint[])
     AND CASE WHEN $2::timestamptz IS NULL THEN s.decommissioned_at IS NULL
         ELSE s.registered_at <= $2 AND (s.decommissioned_at IS NULL OR $2 < s.decommissioned_at) END
   ORDER BY s.id`,
);

/** The satellites of contracts at a moment each, in the order in which they were registered. */
export const satellitesOfContracts = batchBy<KeyAt, readonly Satellite[]>(
  'satellites-of-contracts',
  textOfKeyAt,
  ({ database }, keys) =>
    readByMoment(
      keys,
      (ids, moment) => database.sql.rows<Satellite>(OF_CONTRACTS, [ids, ...happened(moment)]),
      (satellite) => satellite.contractId,
    ),
);

const INSERT = statement(
  'insert-satellite',
  `INSERT INTO satellites AS s (contract_id, name, name_folded, registered_at) VALUES ($1, $2, $3, $4)
   RETURNING ${SATELLITE_COLUMNS}`,
);
const READ = statement('satellite-by-id', `SELECT ${SATELLITE_COLUMNS} FROM satellites s WHERE s.id = $1`);
const END = statement(
  'end-satellite',
  `UPDATE satellites s SET decommissioned_at = greatest($2, registered_at)
   WHERE s.id = $1 RETURNING ${SATELLITE_COLUMNS}`,
);

// As the index `satellites_current_name_folded_key` compares, which is the second line.
const NAMED = statement(
  'satellite-of-name',
  'SELECT id FROM satellites WHERE contract_id = $1 AND name_folded = $2 AND decommissioned_at IS NULL',
);

/** Whether a registered satellite of a contract that is locked has the name. */
export async function isNameTaken(sql: Sql, contractId: string, name: string): Promise<boolean> {
  return (await firstRow(sql, NAMED, [contractId, foldText(name)])) !== null;
}

/** Writes a satellite of a contract that is locked, and returns it. */
export async function insertSatellite(
  sql: Sql,
  contractId: string,
  name: string,
  now: Date,
): Promise<Satellite> {
  return (await firstRow<Satellite>(sql, INSERT, [contractId, name, foldText(name), now]))!;
}

/** A satellite that exists, as it is now. */
export async function readSatellite(sql: Sql, satelliteId: string): Promise<Satellite> {
  return (await firstRow<Satellite>(sql, READ, [satelliteId]))!;
}

/** Ends a satellite now, and returns it. One whose beginning a faster clock wrote ends where it began. */
export async function endSatellite(sql: Sql, satelliteId: string, now: Date): Promise<Satellite> {
  return (await firstRow<Satellite>(sql, END, [satelliteId, now]))!;
}
