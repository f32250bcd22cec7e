import { Plan } from '../../catalog/domain/plan';
import { ContractState } from '../../contracts/domain/contract-state';
import { Decision, failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { addMonths } from '../../shared/domain/local-date';
import { DatePeriod } from '../../shared/domain/period';
import { invalidInput } from '../../shared/domain/refusal';

const MOST_YEARS = 5;

/** May this be replayed? The plan is one of the contract's provider, and from < to ≤ from + 5 years. */
export function decideReplay(state: ContractState, plan: Plan, period: DatePeriod): Decision {
  return [decideProvider(state, plan), decidePeriod(period)];
}

function decideProvider(state: ContractState, plan: Plan): RuleOutcome {
  if (plan.providerId === state.providerId)
    return passed('INVALID_INPUT', 'It is a plan of the contract’s provider.');
  const message = `${plan.name} is not a plan of the provider of contract ${state.number}.`;
  return failed(invalidInput(message, ['planId']));
}

function decidePeriod({ from, to }: DatePeriod): RuleOutcome {
  if (from >= to) return failed(invalidInput(`from (${from}) must be a day before to (${to}).`, ['from']));
  const last = addMonths(from, 12 * MOST_YEARS);
  if (to <= last) return passed('INVALID_INPUT', `${from} to ${to} is at most ${MOST_YEARS} years.`);
  return failed(invalidInput(`to must not be after ${last}, ${MOST_YEARS} years from ${from}.`, ['to']));
}
