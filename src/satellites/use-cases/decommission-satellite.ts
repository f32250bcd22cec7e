import { lockContract } from '../../contracts/persistence/lock-contract';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { firstRow, statement } from '../../platform/sql';
import { RequestContext } from '../../catalog/request-context';
import { decideDecommissionSatellite } from '../domain/decommission-satellite';
import { Satellite, SATELLITE_COLUMNS, satellitesById } from '../persistence/satellites';

const READ = statement('satellite-by-id', `SELECT ${SATELLITE_COLUMNS} FROM satellites s WHERE s.id = $1`);
const END = statement(
  'end-satellite',
  `UPDATE satellites s SET decommissioned_at = greatest($2, registered_at)
   WHERE s.id = $1 RETURNING ${SATELLITE_COLUMNS}`,
);
const UNCOUNT = statement(
  'uncount-satellite',
  'UPDATE contracts SET satellites_used = satellites_used - 1 WHERE id = $1',
);

const PATH = ['input', 'satelliteId'];

/** Takes a satellite out of the contract, which makes room for another; also after the contract has ended. */
export async function decommissionSatellite(
  context: RequestContext,
  satelliteId: string,
): Promise<Satellite> {
  const known = await context.load(satellitesById, satelliteId);
  if (known === null) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such satellite.', PATH)]);
  return context.write(async (unit) => {
    const { now } = await lockContract(context, unit, known.contractId, PATH);
    const before = (await firstRow<Satellite>(unit.sql, READ, [satelliteId]))!;
    unit.journal.judge(before.contractId, { satellite: before }, decideDecommissionSatellite(before));
    const after = (await firstRow<Satellite>(unit.sql, END, [satelliteId, now]))!;
    await unit.sql.rows(UNCOUNT, [known.contractId]);
    const subject = { type: 'Satellite', id: satelliteId, contractId: known.contractId };
    unit.journal.changed(subject, before, after);
    return after;
  });
}
