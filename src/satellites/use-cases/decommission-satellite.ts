import { lockContract } from '../../contracts/persistence/lock-contract';
import { uncountInUse } from '../../contracts/persistence/usage-counters';
import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { RequestContext } from '../../catalog/request-context';
import { decideDecommissionSatellite } from '../domain/decommission-satellite';
import { endSatellite, readSatellite, Satellite, satellitesById } from '../persistence/satellites';
import { satelliteHappened } from '../domain/satellite-events';

const PATH = ['input', 'satelliteId'];

/** Takes a satellite out of the contract, which makes room for another; also after the contract has ended. */
export async function decommissionSatellite(
  context: RequestContext,
  satelliteId: string,
): Promise<Satellite> {
  const known = await context.load(satellitesById, satelliteId);
  if (known === null) throw new Refused([notFound(context.scope, 'satellite', PATH)]);
  return context.write(async (unit) => {
    const { now } = await lockContract(context, unit, known.contractId, PATH);
    const before = await readSatellite(unit.sql, satelliteId);
    unit.journal.recordOrThrow(before.contractId, { satellite: before }, decideDecommissionSatellite(before));
    const after = await endSatellite(unit.sql, satelliteId, now);
    await uncountInUse(unit.sql, 'satellites', known.contractId);
    const subject = { type: 'Satellite' as const, id: satelliteId, contractId: known.contractId };
    unit.journal.changed(subject, before, after);
    unit.journal.happened(satelliteHappened('satellite.decommissioned', after, now, {}));
    return after;
  });
}
