import { lockContract } from '../../contracts/persistence/lock-contract';
import { uncountInYear } from '../../contracts/persistence/usage-counters';
import { Refused } from '../../shared/domain/refusal';
import { RequestContext } from '../../catalog/request-context';
import { Incident, incidentsById } from '../persistence/incidents';
import { unknownIncident } from '../persistence/lock-incident';
import { takeStep } from './incident-steps';

/**
 * Takes an incident back that was submitted in error, and gives its unit back to the contract year it was counted in.
 * The contract is locked first, as by whoever uses a unit. Throws Refused as `takeStep`. Domain section 4.
 */
export async function voidIncident(
  context: RequestContext,
  { incidentId, reason }: { readonly incidentId: string; readonly reason: string },
): Promise<Incident> {
  const known = await context.load(incidentsById, incidentId);
  if (known === null) throw new Refused([unknownIncident()]);
  return context.write(async (unit) => {
    await lockContract(context, unit, known.contractId, ['input', 'incidentId']);
    const incident = await takeStep(context, unit, { incidentId, action: 'VOID', note: reason });
    await uncountInYear(unit.sql, 'incidents', incident.contractId, incident.contractYear);
    return incident;
  });
}
