import { RequestContext } from '../../catalog/request-context';
import { Incident } from '../persistence/incidents';
import { takeStep } from './take-step';

/** Hands an incident to the next line of support; the note is what the customer is told. Throws Refused as `takeStep`. */
export function escalateIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'ESCALATE' }));
}
