import { lockContract } from '../../contracts/persistence/lock-contract';
import { uncountInYear } from '../../contracts/persistence/usage-counters';
import { Refused } from '../../shared/domain/refusal';
import { RequestContext } from '../../catalog/request-context';
import { decideDuplicateOf } from '../domain/duplicate';
import { Incident, incidentsById } from '../persistence/incidents';
import { LockedIncident, lockIncidents, unknownIncident } from '../persistence/lock-incident';
import { incidentWithCustomer } from '../persistence/incident-with-customer';
import { takeStep } from './incident-steps';

export interface VoidIncident {
  readonly incidentId: string;
  readonly reason: string;
  /** Whether the reason is for staff alone. */
  readonly internal: boolean;
  /** The incident that goes on; null: it is no duplicate. */
  readonly duplicateOfId: string | null;
}

/**
 * Takes an incident back that was submitted in error or twice, and gives its unit back to the contract year it was
 * counted in. The contract is locked first, as by every use of a unit, then a duplicate together with the incident that
 * goes on. Throws Refused as `takeStep`, and for a duplicate of what does not go on. Domain section 4.
 */
export async function voidIncident(context: RequestContext, input: VoidIncident): Promise<Incident> {
  const { incidentId, reason, internal, duplicateOfId } = input;
  const known = await context.load(incidentsById, incidentId);
  if (known === null) throw new Refused([unknownIncident(context)]);
  return context.write(async (unit) => {
    const { state } = await lockContract(context, unit, known.contractId, ['input', 'incidentId']);
    if (duplicateOfId !== null) await lockIncidents(unit, [incidentId, duplicateOfId]);
    const decide = async ({ incident }: LockedIncident) => {
      if (duplicateOfId === null) return [];
      const original = await incidentWithCustomer(unit.sql, context, duplicateOfId);
      return [decideDuplicateOf({ ...incident, customerId: state.customerId }, original)];
    };
    const step = {
      action: 'VOID',
      note: reason,
      change: () => ({ duplicateOfId }),
      event: { internal },
    } as const;
    const incident = await takeStep(context, unit, { incidentId, ...step, decide });
    await uncountInYear(unit.sql, 'incidents', incident.contractId, incident.contractYear);
    return incident;
  });
}
