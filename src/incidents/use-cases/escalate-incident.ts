import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { contractStatesNow } from '../../contracts/persistence/contracts';
import { Decision } from '../../shared/domain/decision';
import { Sql } from '../../platform/sql';
import { decideLineOpen } from '../domain/escalation';
import { Incident } from '../persistence/incidents';
import { LockedIncident } from '../persistence/lock-incident';
import { takeStep } from './incident-steps';

/**
 * Hands an incident to the next line of support; the note is what the customer is told. Throws Refused as `takeStep`, and
 * SUPPORT_LINE_CLOSED while that line is not there. Domain sections 3 (Lines and hours) and 4.
 */
export function escalateIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => {
    const decide = (locked: LockedIncident) => lineOpenNow(context, unit.sql, locked);
    return takeStep(context, unit, { ...input, action: 'ESCALATE', decide });
  });
}

/** On the plan of now: it says who is there now, whatever was promised at the receipt. */
async function lineOpenNow(
  { catalog }: RequestContext,
  sql: Sql,
  { incident, now }: LockedIncident,
): Promise<Decision> {
  const [state] = await contractStatesNow(sql, [incident.contractId], now, EVERYTHING);
  return [decideLineOpen(await catalog.plan(state!.planId, sql), state!.region, now)];
}
