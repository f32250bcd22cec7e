import { lockContract } from '../../contracts/persistence/lock-contract';
import { Refused, ruleBroken } from '../../shared/domain/refusal';
import { firstRow, statement } from '../../shared/persistence/sql';
import { RequestContext } from '../../shared/request-context';
import { Satellite, SATELLITE_COLUMNS, satellitesById } from '../persistence/satellites';

const END = statement(
  'end-satellite',
  `UPDATE satellites s SET decommissioned_at = greatest($2, registered_at)
   WHERE s.id = $1 AND s.decommissioned_at IS NULL RETURNING ${SATELLITE_COLUMNS}`,
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
  const [known] = await satellitesById(context, [satelliteId]);
  if (!known) throw new Refused([ruleBroken('NOT_FOUND', 'There is no such satellite.', PATH)]);
  return context.write(async (transaction) => {
    const { now } = await lockContract(context, transaction, known.contractId, PATH);
    const satellite = await firstRow<Satellite>(transaction.sql, END, [satelliteId, now]);
    if (satellite === null) {
      throw new Refused([ruleBroken('INVALID_STATE', `${known.name} is decommissioned already.`, PATH)]);
    }
    await transaction.sql.rows(UNCOUNT, [known.contractId]);
    return satellite;
  });
}
