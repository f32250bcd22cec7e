import { RequestContext } from '../../catalog/request-context';
import { BugSeverity } from '../domain/bug-severity';
import { Incident } from '../persistence/incidents';
import { takeStep } from './take-step';

export interface LinkBug {
  readonly incidentId: string;
  /** As the bug tracker knows it. */
  readonly reference: string;
  readonly severity: BugSeverity;
}

/** Links an incident to the bug behind it, in the place of one that was linked before. Domain section 3, Bugs. */
export function linkBug(context: RequestContext, input: LinkBug): Promise<Incident> {
  const { incidentId, reference, severity } = input;
  const change = { bugReference: reference, bugSeverity: severity };
  const note = `${severity} ${reference}`;
  return context.write((unit) => takeStep(context, unit, { incidentId, action: 'LINK_BUG', note, change }));
}
