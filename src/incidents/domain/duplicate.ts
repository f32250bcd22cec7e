import { failed, failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { IncidentStatus } from './incident-life';

interface IncidentOfCustomer {
  readonly id: string;
  readonly reference: string;
  readonly customerId: string;
  readonly status: IncidentStatus;
}

const PATH = ['input', 'duplicateOfId'];

/**
 * Passes where an incident may name another as the one that goes on: another one of the same customer that is not
 * voided. Null: there is no such incident. Domain section 4.
 */
export function decideDuplicateOf(
  duplicate: Pick<IncidentOfCustomer, 'id' | 'reference' | 'customerId'>,
  original: IncidentOfCustomer | null,
): RuleOutcome {
  if (original === null || original.customerId !== duplicate.customerId) {
    const message = `There is no such incident of the customer of ${duplicate.reference}.`;
    return failedRule('NOT_FOUND', message, PATH);
  }
  if (original.id === duplicate.id)
    return failed(invalidInput('input.duplicateOfId must name another incident.', PATH));
  if (original.status === 'VOIDED')
    return failedRule(
      'INVALID_STATE',
      `${original.reference} is voided; name the incident that goes on.`,
      PATH,
    );
  return passed('INVALID_STATE', `${original.reference} goes on.`);
}
