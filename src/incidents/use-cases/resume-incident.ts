import { RequestContext } from '../../catalog/request-context';
import { Incident } from '../persistence/incidents';
import { takeStep } from './take-step';

/** Goes on with an incident that the customer has answered. Throws Refused as `takeStep`. */
export function resumeIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string | null },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'RESUME' }));
}
