import { RequestContext } from '../../catalog/request-context';
import { Incident } from '../persistence/incidents';
import { takeStep } from './take-step';

/** The concrete problem is solved; the note says how. Throws Refused as `takeStep`. */
export function resolveIncident(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'RESOLVE' }));
}
