import { Decision, failedRule, passed } from '../../shared/domain/decision';
import { ContractState, decideNotEnded } from './contract-state';

/** From when on the provider has suspended a contract, why, and until when; null while it lasts. */
export interface Suspension {
  readonly since: Date;
  readonly reason: string;
  readonly resumedAt: Date | null;
}

/** May the contract be suspended? While it is not over, also before it begins, and once at a time. Domain section 5. */
export function decideSuspend(state: ContractState, now: Date): Decision {
  const rule = 'INVALID_STATE';
  const { number, suspendedSince } = state;
  const once =
    suspendedSince === null
      ? passed(rule, `Contract ${number} is not suspended.`)
      : failedRule(rule, `Contract ${number} has been suspended since ${suspendedSince.toISOString()}.`);
  return [decideNotEnded(state, now), once];
}

/** May the suspension be lifted? At any time while it lasts. Domain section 5. */
export function decideResume({ number, suspendedSince }: ContractState): Decision {
  const rule = 'INVALID_STATE';
  if (suspendedSince === null) return [failedRule(rule, `Contract ${number} is not suspended.`)];
  return [passed(rule, `Contract ${number} has been suspended since ${suspendedSince.toISOString()}.`)];
}
