import { Channel, Impact } from '../../catalog/domain/plan';
import { faultsOfStatuses, FilterFault } from '../../shared/domain/filter-fault';
import { IncidentStatus } from './incident-life';

/** Which incidents are listed: those for which all holds that is given. Periods are half-open. */
export interface IncidentFilter {
  readonly contractId?: string | null;
  readonly customerId?: string | null;
  /** Of the plan in force when it was received; of a provider, all of its plans. */
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

/** What is wrong with a filter that its types leave open; empty where nothing is. */
export function faultsOfIncidentFilter({
  statuses,
  supportLine,
}: Pick<IncidentFilter, 'statuses' | 'supportLine'>): readonly FilterFault[] {
  if (supportLine == null || [1, 2, 3].includes(supportLine)) return faultsOfStatuses(statuses);
  const message = 'supportLine must be 1, 2 or 3.';
  return [...faultsOfStatuses(statuses), { message, path: ['supportLine'] }];
}
