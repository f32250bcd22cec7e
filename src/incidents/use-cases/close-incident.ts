import { RequestContext } from '../../catalog/request-context';
import { Incident } from '../persistence/incidents';
import { takeStep } from './take-step';

/** Closes an incident that is resolved. Throws Refused as `takeStep`. */
export function closeIncident(context: RequestContext, incidentId: string): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { incidentId, action: 'CLOSE', note: null }));
}
