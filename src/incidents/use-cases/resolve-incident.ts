import { RequestContext } from '../../catalog/request-context';
import { isResolvedOnFirstCall } from '../domain/first-response';
import { Incident, readHistory } from '../persistence/incidents';
import { LockedIncident } from '../persistence/lock-incident';
import { takeStep } from './incident-steps';

/**
 * The concrete problem is solved; the note says how. Whether that was on the first call is kept with it. Throws Refused as
 * `takeStep`. Domain section 4.
 */
export function resolveIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => {
    const change = async ({ incident }: LockedIncident) => {
      const kinds = (await readHistory(unit.sql, incident.id)).map(({ kind }) => kind);
      return { resolvedOnFirstCall: isResolvedOnFirstCall(incident, kinds) };
    };
    return takeStep(context, unit, { ...input, action: 'RESOLVE', change });
  });
}
