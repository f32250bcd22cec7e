import { Channel, Impact } from '../../catalog/domain/plan';
import { IncidentStatus } from './incident-life';

/** Which incidents are listed: those for which all holds that is given. Periods are half-open. */
export interface IncidentFilter {
  readonly contractId?: string | null;
  readonly customerId?: string | null;
  readonly providerId?: string | null;
  /** Of the plan in force when it was received. */
  readonly planIds?: readonly string[] | null;
  readonly contactId?: string | null;
  readonly status?: IncidentStatus | null;
  readonly statuses?: readonly IncidentStatus[] | null;
  readonly impact?: Impact | null;
  readonly channel?: Channel | null;
  readonly supportLine?: number | null;
  readonly receivedFrom?: Date | null;
  readonly receivedBefore?: Date | null;
  readonly responseDueBefore?: Date | null;
  readonly responseOverdue?: boolean | null;
  readonly responseMet?: boolean | null;
  readonly search?: string | null;
}

/** What is wrong with a filter that its types leave open, each fault with its path below the filter; empty where nothing is. */
export function faultsOfIncidentFilter({
  statuses,
  supportLine,
}: Pick<IncidentFilter, 'statuses' | 'supportLine'>): readonly {
  message: string;
  path: readonly string[];
}[] {
  const faults = [];
  if (statuses?.length === 0)
    faults.push({
      message: 'statuses must name at least one status; leave it out to list all.',
      path: ['statuses'],
    });
  if (supportLine != null && ![1, 2, 3].includes(supportLine))
    faults.push({ message: 'supportLine must be 1, 2 or 3.', path: ['supportLine'] });
  return faults;
}
