import { Plan } from '../../catalog/domain/plan';
import { counted, Noun, usedOf } from '../../shared/domain/counted';
import { failed, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { ContractState } from './contract-state';
import { contractYearOn } from './contract-year';
import { IncludedBlock } from './held-by-contract';
import { INCLUDED_BLOCK, NAMED_CONTACT, SATELLITE } from './held-nouns';
import { isOfSameProvider, PlanChangeFacts } from './plan-change-facts';

const RULE = 'DOWNGRADE_DOES_NOT_FIT';
const BLOCK: Noun = { one: 'consulting block', many: 'consulting blocks' };

/**
 * Does what the contract holds fit the plan from the date on? One outcome each for contacts, satellites and the included
 * blocks of every contract year that the plan would rule: held ≤ the plan's number. Domain section 7.
 */
export function decideFits(facts: PlanChangeFacts, effectiveOn: LocalDate | null): readonly RuleOutcome[] {
  const { plan, held } = facts;
  if (!isOfSameProvider(facts)) return [notJudged(RULE, 'It is another provider’s plan.')];
  return [
    decideFit(plan, NAMED_CONTACT, held.contactNames, plan.entitlements.maxNamedContacts),
    decideFit(plan, SATELLITE, held.satelliteNames, plan.entitlements.maxSatellites),
    decideBlocksFit(facts, effectiveOn),
  ];
}

function decideFit(plan: Plan, noun: Noun, names: readonly string[], limit: number | null): RuleOutcome {
  const used = names.length;
  if (limit === null || used <= limit) return passed(RULE, `${usedOf({ used, limit }, noun)}.`);
  const held = `${used} ${used === 1 ? 'is' : 'are'} held: ${names.join(', ')}`;
  return doesNotFit(`${plan.name} has room for ${counted(limit, noun)}; ${held}.`, { limit, used });
}

/**
 * Do the included blocks of every contract year that the plan would rule fit it? Blocks that were delivered count, but
 * where none is booked there is nothing left to cancel, and they fit.
 */
export function decideBlocksFit(
  { state, plan, held }: PlanChangeFacts,
  effectiveOn: LocalDate | null,
): RuleOutcome {
  if (effectiveOn === null) return notJudged(RULE, 'There is no date from which it would count.');
  const limit = plan.entitlements.includedConsultingBlocks;
  const firstYear = contractYearOn(state.activatesOn, effectiveOn)?.number ?? 1;
  const ruled = held.includedBlocks.filter((block) => block.contractYear >= firstYear);
  const tooMany = byYear(ruled).filter(
    (year) => year.length > limit && year.some(({ isBooked }) => isBooked),
  );
  if (tooMany.length === 0)
    return passed(RULE, `No contract year has more than ${counted(limit, INCLUDED_BLOCK)} booked.`);
  const years = tooMany.map((year) => `in contract year ${year[0]!.contractYear}: ${listed(year, state)}`);
  const message = `${plan.name} includes ${counted(limit, BLOCK)} a contract year; booked ${years.join('; ')}.`;
  return doesNotFit(message, { limit, used: Math.max(...tooMany.map((year) => year.length)) });
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

function doesNotFit(message: string, { limit, used }: { limit: number; used: number }): RuleOutcome {
  const path = ['input', 'planId'];
  return failed({
    kind: 'LIMIT_REACHED',
    code: RULE,
    message,
    path,
    limit,
    used,
    resetsAt: null,
    allowedByPlanIds: [],
  });
}
