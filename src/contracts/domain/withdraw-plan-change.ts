import { Decision, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { decideNotEnded, isOver, statusAt } from './contract-state';
import { decideBlocksFit, PlanChangeFacts } from './plan-change';

const RULES = ['INVALID_STATE', 'DOWNGRADE_DOES_NOT_FIT'] as const;

/**
 * May the scheduled change be withdrawn? Until the instant from which it counts, and where the included blocks that
 * were booked on the strength of it, delivered ones too, fit the plan that goes on. `facts.plan` is that plan. Domain
 * section 7.
 */
export function decideWithdrawPlanChange(facts: PlanChangeFacts, now: Date): Decision {
  const { state, scheduledRecordedAt } = facts;
  if (isOver(statusAt(state, now)))
    return [decideNotEnded(state, now), ...RULES.map((rule) => notJudged(rule, 'The contract has ended.'))];
  const on = state.nextPlanFrom === null ? null : dateAt(state.nextPlanFrom, state.timeZone);
  return [
    decideNotEnded(state, now),
    decideScheduled(state.number, on),
    decideBlocksFit(facts, on, null, scheduledRecordedAt),
  ];
}

function decideScheduled(contractNumber: string, on: LocalDate | null): RuleOutcome {
  if (on !== null) return passed('INVALID_STATE', `A change is scheduled for ${on}.`);
  return failedRule('INVALID_STATE', `No change of plan is scheduled for contract ${contractNumber}.`);
}
