import { INCLUDED_BLOCK, NAMED_CONTACT, Plan, planTitle, SATELLITE } from '../../catalog/domain/plan';
import { counted, Noun, usedOf } from '../../shared/domain/counted';
import { Decision, failed, failedRule, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, LocalDate, startOfDate } from '../../shared/domain/local-date';
import { invalidInput, limitReached } from '../../shared/domain/refusal';
import { contractYearOn, nextRenewal, planningHorizon } from './contract-dates';
import { ContractState, decideNotEnded, isOver, statusAt } from './contract-state';
import { isUpgrade, lossesOf } from './plan-comparison';

export interface PlanChangeFacts {
  readonly state: ContractState;
  /** The plan to change to. */
  readonly plan: Plan;
  readonly planInForce: Plan;
  /** The plan that a change brings which is scheduled already. */
  readonly scheduledPlan: Plan | null;
  /** When that change was recorded; null where none is scheduled. */
  readonly scheduledRecordedAt: Date | null;
  /** What the contract's provider sells today. */
  readonly soldPlans: readonly Plan[];
  readonly inUse: InUseByContract;
}

export interface PlanChangeRequest {
  /** Null: today for an upgrade, the next renewal date for a downgrade. In the provider's time zone. */
  readonly effectiveOn: LocalDate | null;
}

/** Plans of different providers are not compared: neither is an upgrade of the other. */
export function isOfSameProvider({ state, plan }: PlanChangeFacts): boolean {
  return plan.providerId === state.providerId;
}

/** The plans that could help where this one does not: all that are sold, but the one that is in force. */
export function otherPlans({ soldPlans, planInForce }: PlanChangeFacts): readonly Plan[] {
  return soldPlans.filter((plan) => plan.id !== planInForce.id);
}

/** A consulting block that the plan includes, called up and not cancelled. */
export interface IncludedBlock {
  readonly contractYear: number;
  readonly startsAt: Date;
  readonly subject: string;
  readonly bookedAt: Date;
  /** Booked blocks can still be cancelled; delivered ones stay. */
  readonly isBooked: boolean;
}

/** What a contract has in use and a smaller plan has to have room for. */
export interface InUseByContract {
  readonly contactNames: readonly string[];
  readonly satelliteNames: readonly string[];
  readonly includedBlocks: readonly IncludedBlock[];
  /** Included blocks of a contract year that were delivered before the contract was brought in. */
  readonly openings: readonly { readonly contractYear: number; readonly includedBlocks: number }[];
}

const PLAN_PATH = ['input', 'planId'];

/**
 * May the plan be changed so? An upgrade on any date from today, a downgrade at the next renewal date and only where
 * all that the contract holds fits the smaller plan; before its end, one change at a time. Domain section 7.
 */
export function decidePlanChange(facts: PlanChangeFacts, request: PlanChangeRequest, now: Date): Decision {
  const effectiveOn = effectiveDate(facts, request, now);
  return [
    decideNotEnded(facts.state, now),
    decideBeforeEnd(facts, effectiveOn, now),
    decideProvider(facts),
    decideSold(facts),
    decideOther(facts),
    decideNoneScheduled(facts, now),
    decideDate(facts, effectiveOn, now),
    ...decideFits(facts, effectiveOn),
  ];
}

function decideProvider(facts: PlanChangeFacts): RuleOutcome {
  if (isOfSameProvider(facts)) return passed('INVALID_INPUT', 'It is a plan of the contract’s provider.');
  const message = `${facts.plan.name} is not a plan of the provider of contract ${facts.state.number}.`;
  return failed(invalidInput(message, PLAN_PATH));
}

function decideSold(facts: PlanChangeFacts): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (!isOfSameProvider(facts)) return notJudged(rule, 'It is another provider’s plan.');
  const title = planTitle(facts.plan);
  if (facts.soldPlans.some((sold) => sold.id === facts.plan.id))
    return passed(rule, `${title} is sold today.`);
  return failedRule(rule, `${title} is no longer sold; change to its newest version.`, PLAN_PATH);
}

function decideOther({ state, plan, planInForce }: PlanChangeFacts): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (plan.id !== planInForce.id) return passed(rule, `${planTitle(planInForce)} is in force.`);
  return failedRule(rule, `Contract ${state.number} is on ${planTitle(plan)} already.`, PLAN_PATH);
}

function decideNoneScheduled({ state, scheduledPlan }: PlanChangeFacts, now: Date): RuleOutcome {
  const rule = 'INVALID_STATE';
  if (isOver(statusAt(state, now))) return notJudged(rule, 'The contract has ended.');
  if (scheduledPlan === null || state.nextPlanFrom === null) return passed(rule, 'No change is scheduled.');
  const on = dateAt(state.nextPlanFrom, state.timeZone);
  return failedRule(
    rule,
    `A change to ${planTitle(scheduledPlan)} is scheduled for ${on}; withdraw it first.`,
  );
}

const DATE_PATH = ['input', 'effectiveOn'];

/**
 * The date on which the change would count. Null, unless one is asked for, where it is a downgrade of a contract that
 * renews no more, for a contract that is over, and for a plan of another provider.
 */
export function effectiveDate(
  facts: PlanChangeFacts,
  { effectiveOn }: PlanChangeRequest,
  now: Date,
): LocalDate | null {
  const { state, planInForce, plan } = facts;
  if (effectiveOn !== null || !isOfSameProvider(facts)) return effectiveOn;
  if (isOver(statusAt(state, now))) return null;
  return isUpgrade(planInForce, plan) ? dateAt(now, state.timeZone) : renewalToCome(state, now);
}

/**
 * The instant from which a change on a date counts. Today's counts from now on, so that what was read for this
 * morning stays; a later one from the first instant of its date in the provider's time zone. Domain section 7.
 */
export function instantOfChange(contract: ContractState, effectiveOn: LocalDate, now: Date): Date {
  const isLater = effectiveOn > dateAt(now, contract.timeZone);
  return isLater ? startOfDate(effectiveOn, contract.timeZone) : now;
}

/** Passes for a date before the end that a notice causes; a downgrade needs a renewal that comes before it. */
function decideBeforeEnd(facts: PlanChangeFacts, effectiveOn: LocalDate | null, now: Date): RuleOutcome {
  const rule = 'CONTRACT_NOT_ACTIVE';
  const { state } = facts;
  const { noticeEndsOn } = state;
  if (!isOfSameProvider(facts)) return notJudged(rule, 'It is another provider’s plan.');
  if (isOver(statusAt(state, now))) return notJudged(rule, 'The contract is over.');
  if (noticeEndsOn === null) return passed(rule, 'No end of the contract is known.');
  const noRenewal = !isUpgrade(facts.planInForce, facts.plan) && renewalToCome(state, now) === null;
  if (!noRenewal && effectiveOn !== null && effectiveOn < noticeEndsOn)
    return passed(rule, `The contract ends later, on ${noticeEndsOn}.`);
  const why = noRenewal ? 'no renewal comes before' : `a change on ${effectiveOn} is too late`;
  return failedRule(rule, `Contract ${state.number} ends on ${noticeEndsOn}: ${why}.`, DATE_PATH);
}

/** Passes for an upgrade on any date from today that can be planned for, and for a downgrade on the next renewal date. Domain section 7. */
function decideDate(facts: PlanChangeFacts, effectiveOn: LocalDate | null, now: Date): RuleOutcome {
  if (!isOfSameProvider(facts)) return notJudged('INVALID_INPUT', 'It is another provider’s plan.');
  if (effectiveOn === null) return notJudged('INVALID_INPUT', 'There is no date from which it would count.');
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
  return failed(invalidInput(message, DATE_PATH));
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
  return failed(invalidInput(message, DATE_PATH));
}

/** The next renewal date at which the contract goes on, and so may go on with less; null where it ends by then. */
function renewalToCome(contract: ContractState, now: Date): LocalDate | null {
  const renewsOn = nextRenewal(contract, dateAt(now, contract.timeZone));
  return contract.noticeEndsOn !== null && contract.noticeEndsOn <= renewsOn ? null : renewsOn;
}

const RULE = 'DOWNGRADE_DOES_NOT_FIT';
const BLOCK: Noun = { one: 'consulting block', many: 'consulting blocks' };

/**
 * Does what the contract has in use fit the plan from the date on? One outcome each for contacts, satellites and the included
 * blocks of every contract year that the plan would rule: in use ≤ the plan's number. Domain section 7.
 */
export function decideFits(
  facts: PlanChangeFacts,
  effectiveOn: LocalDate | null,
  path: readonly string[] | null = PLAN_PATH,
): readonly RuleOutcome[] {
  const { plan, inUse } = facts;
  if (!isOfSameProvider(facts)) return [notJudged(RULE, 'It is another provider’s plan.')];
  return [
    decideFit(plan, NAMED_CONTACT, inUse.contactNames, plan.entitlements.maxNamedContacts, path),
    decideFit(plan, SATELLITE, inUse.satelliteNames, plan.entitlements.maxSatellites, path),
    decideBlocksFit(facts, effectiveOn, path),
  ];
}

function decideFit(
  plan: Plan,
  noun: Noun,
  names: readonly string[],
  limit: number | null,
  path: readonly string[] | null,
): RuleOutcome {
  const used = names.length;
  if (limit === null || used <= limit) return passed(RULE, `${usedOf({ used, limit }, noun)}.`);
  const listed = `${used} ${used === 1 ? 'is' : 'are'} in use: ${names.join(', ')}`;
  return doesNotFit(`${plan.name} has room for ${counted(limit, noun)}; ${listed}.`, { limit, used }, path);
}

/**
 * Do the included blocks of every contract year that the plan would rule fit it? Blocks that were delivered count, but
 * where none is booked there is nothing left to cancel, and they fit; not so where some were booked since `grantedFrom`,
 * on the strength of a plan that is taken back.
 */
export function decideBlocksFit(
  { state, plan, inUse }: PlanChangeFacts,
  effectiveOn: LocalDate | null,
  path: readonly string[] | null,
  grantedFrom: Date | null = null,
): RuleOutcome {
  if (effectiveOn === null) return notJudged(RULE, 'There is no date from which it would count.');
  const limit = plan.entitlements.includedConsultingBlocks;
  const firstYear = contractYearOn(state.activatesOn, effectiveOn)?.number ?? 1;
  const ruled = inUse.includedBlocks.filter((block) => block.contractYear >= firstYear);
  const isGranted = ({ bookedAt }: IncludedBlock) => grantedFrom !== null && bookedAt >= grantedFrom;
  const usedIn = (year: readonly IncludedBlock[]) =>
    year.length + (inUse.openings.find(isOfYear(year))?.includedBlocks ?? 0);
  const tooMany = byYear(ruled).filter(
    (year) => usedIn(year) > limit && year.some((block) => block.isBooked || isGranted(block)),
  );
  if (tooMany.length === 0)
    return passed(RULE, `No contract year has more than ${counted(limit, INCLUDED_BLOCK)} booked.`);
  const years = tooMany.map((year) => `in contract year ${year[0]!.contractYear}: ${listed(year, state)}`);
  const message = `${plan.name} includes ${counted(limit, BLOCK)} a contract year; booked ${years.join('; ')}.`;
  return doesNotFit(message, { limit, used: Math.max(...tooMany.map(usedIn)) }, path);
}

function isOfYear([first]: readonly IncludedBlock[]) {
  return ({ contractYear }: { readonly contractYear: number }) => contractYear === first!.contractYear;
}

function byYear(blocks: readonly IncludedBlock[]): readonly (readonly IncludedBlock[])[] {
  const years = new Set(blocks.map((block) => block.contractYear));
  return [...years].map((year) => blocks.filter((block) => block.contractYear === year));
}

function listed(blocks: readonly IncludedBlock[], { timeZone }: ContractState): string {
  return blocks
    .map(({ subject, startsAt, isBooked }) => {
      const delivered = isBooked ? '' : ', delivered';
      return `${subject} (${dateAt(startsAt, timeZone)}${delivered})`;
    })
    .join(', ');
}

function doesNotFit(
  message: string,
  { limit, used }: { limit: number; used: number },
  path: readonly string[] | null,
): RuleOutcome {
  return failed(limitReached(RULE, message, { limit, used, resetsAt: null }, path ?? undefined));
}
