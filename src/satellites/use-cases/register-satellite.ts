import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { lockContract } from '../../contracts/persistence/lock-contract';
import { planFacts } from '../../contracts/persistence/contracts';
import { countInUse } from '../../contracts/persistence/usage-counters';
import { refusingOn } from '../../platform/transactions/constraint-violation';
import { decideRegisterSatellite, NAME_TAKEN } from '../domain/register-satellite';
import { insertSatellite, isNameTaken, Satellite } from '../persistence/satellites';
import { satelliteHappened } from '../domain/satellite-events';

/** Puts a satellite under the contract. Throws Refused with every reason, CONFLICT for a name that is registered already. */
export function registerSatellite(
  context: RequestContext,
  { contractId, name }: { readonly contractId: string; readonly name: string },
): Promise<Satellite> {
  return context.write(async (unit) => {
    const { state, now } = await lockContract(context, unit, contractId, ['input', 'contractId']);
    const facts = await planFacts(context, state, unit.sql);
    const alternatives = await context.catalog.currentPlans(state.providerId);
    const isTaken = await isNameTaken(unit.sql, contractId, name);
    const { decision } = decideWithAdvice(facts, alternatives, (each) =>
      decideRegisterSatellite(each, now, isTaken),
    );
    unit.journal.recordOrThrow(state.id, facts, decision);
    const limit = facts.plan.entitlements.maxSatellites;
    await countInUse(unit.sql, 'satellites', [{ contractId, count: 1, limit }]);
    const insert = () => insertSatellite(unit.sql, contractId, name, now);
    const satellite = await refusingOn({ satellites_current_name_folded_key: NAME_TAKEN }, insert);
    unit.journal.created({ type: 'Satellite', id: satellite.id, contractId }, satellite);
    unit.journal.happened(satelliteHappened('satellite.registered', satellite, now, {}));
    return satellite;
  });
}
