import { failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, LocalDate, startOfDate } from '../../shared/domain/local-date';
import { invalidInput } from '../../shared/domain/refusal';
import { ContractState, statusAt } from './contract-state';
import { isOfSameProvider, PlanChangeFacts, PlanChangeRequest, planTitle } from './plan-change-facts';
import { isUpgrade, lossesOf } from './plan-comparison';
import { nextRenewal, planningHorizon } from './contract-dates';

const PATH = ['input', 'effectiveOn'];

/**
 * The date on which the change would count. Null, unless one is asked for, where it is a downgrade of a contract that
 * renews no more, and for a plan of another provider.
 */
export function effectiveDate(
  facts: PlanChangeFacts,
  { effectiveOn }: PlanChangeRequest,
  now: Date,
): LocalDate | null {
  const { state, planInForce, plan } = facts;
  if (effectiveOn !== null || !isOfSameProvider(facts)) return effectiveOn;
  return isUpgrade(planInForce, plan) ? dateAt(now, state.timeZone) : renewalToCome(state, now);
}

/**
 * The instant from which a change on a date counts. Today's counts from now on, so that what was answered for this
 * morning stays; a later one from the first instant of its date in the provider's time zone. Domain section 7.
 */
export function instantOfChange(contract: ContractState, effectiveOn: LocalDate, now: Date): Date {
  const isLater = effectiveOn > dateAt(now, contract.timeZone);
  return isLater ? startOfDate(effectiveOn, contract.timeZone) : now;
}

/** Passes for a date before the end that a notice brought about. */
export function decideBeforeEnd(
  facts: PlanChangeFacts,
  effectiveOn: LocalDate | null,
  now: Date,
): RuleOutcome {
  const rule = 'CONTRACT_NOT_ACTIVE';
  const { state } = facts;
  const { noticeEndsOn } = state;
  if (!isOfSameProvider(facts)) return notJudged(rule, 'It is another provider’s plan.');
  if (noticeEndsOn === null) return passed(rule, 'No end of the contract is known.');
  if (statusAt(state, now) === 'ENDED') return notJudged(rule, 'The contract has ended.');
  if (effectiveOn !== null && effectiveOn < noticeEndsOn)
    return passed(rule, `The contract ends later, on ${noticeEndsOn}.`);
  const why = effectiveOn === null ? 'no renewal comes before' : `a change on ${effectiveOn} is too late`;
  return failedRule(rule, `Contract ${state.number} ends on ${noticeEndsOn}: ${why}.`, PATH);
}

/** Passes for an upgrade on any date from today that can be planned for, and for a downgrade on the next renewal date. Domain section 7. */
export function decideDate(facts: PlanChangeFacts, effectiveOn: LocalDate | null, now: Date): RuleOutcome {
  if (!isOfSameProvider(facts)) return notJudged('INVALID_INPUT', 'It is another provider’s plan.');
  if (effectiveOn === null) return notJudged('INVALID_INPUT', 'The contract renews no more.');
  const losses = lossesOf(facts.planInForce, facts.plan);
  return losses.length === 0
    ? decideUpgradeDate(facts.state, effectiveOn, now)
    : decideDowngradeDate(facts, losses, effectiveOn, now);
}

function decideUpgradeDate(state: ContractState, effectiveOn: LocalDate, now: Date): RuleOutcome {
  const today = dateAt(now, state.timeZone);
  const last = planningHorizon(today);
  if (today <= effectiveOn && effectiveOn <= last)
    return passed('INVALID_INPUT', `An upgrade may take effect on ${effectiveOn}.`);
  const message = `An upgrade takes effect on a date from today, ${today}, to ${last}; not on ${effectiveOn}.`;
  return failed(invalidInput(message, PATH));
}

function decideDowngradeDate(
  { state, planInForce, plan }: PlanChangeFacts,
  losses: readonly string[],
  effectiveOn: LocalDate,
  now: Date,
): RuleOutcome {
  const renewsOn = renewalToCome(state, now);
  if (renewsOn === null) return notJudged('INVALID_INPUT', 'The contract renews no more.');
  if (effectiveOn === renewsOn)
    return passed('INVALID_INPUT', `A downgrade takes effect on the renewal date, ${renewsOn}.`);
  const message = `From ${planTitle(planInForce)} to ${planTitle(plan)} is a downgrade (worse: ${losses.join(', ')}). It takes effect at the next renewal date, ${renewsOn}, not on ${effectiveOn}.`;
  return failed(invalidInput(message, PATH));
}

/** The next renewal date at which the contract goes on, and so may go on with less; null where it ends by then. */
function renewalToCome(contract: ContractState, now: Date): LocalDate | null {
  const renewsOn = nextRenewal(contract, dateAt(now, contract.timeZone));
  return contract.noticeEndsOn !== null && contract.noticeEndsOn <= renewsOn ? null : renewsOn;
}
