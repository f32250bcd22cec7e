import { RequestContext } from '../../catalog/request-context';
import { Incident } from '../persistence/incidents';
import { takeStep } from './take-step';

/** Waits for an answer of the customer, for six weeks at most. Throws Refused as `takeStep`. */
export function awaitCustomer(
  context: RequestContext,
  input: { readonly incidentId: string; readonly note: string },
): Promise<Incident> {
  return context.write((unit) => takeStep(context, unit, { ...input, action: 'AWAIT' }));
}
