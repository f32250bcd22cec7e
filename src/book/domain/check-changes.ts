import { isStricter, NAMED_CONTACT, Plan, planTitle, SATELLITE } from '../../catalog/domain/plan';
import { nextRenewal, planningHorizon } from '../../contracts/domain/contract-dates';
import { isUpgrade } from '../../contracts/domain/plan-comparison';
import { counted, Noun } from '../../shared/domain/counted';
import { dateAt, startOfDate } from '../../shared/domain/local-date';
import { BookFacts, KnownContract } from './book-facts';
import { ChangeRow } from './book-rows';
import { Targets } from './check-children';
import { planOf, Target } from './check-contracts';
import { CheckList } from './check-list';
import { checkPromised } from './check-promises';

/**
 * Puts the scheduled change of plan to each contract, after its contacts, satellites and notices; returns how many are
 * there as they are here. Domain section 7.
 */
export function checkChanges(
  rows: readonly ChangeRow[],
  find: Targets,
  facts: BookFacts,
  list: CheckList,
): number {
  return checkPromised<ChangeRow, KnownContract>(rows, find, list, {
    field: 'contract_number',
    keyOf: () => '',
    keyOfKnown: () => '',
    mutation: 'changePlan',
    known: ({ known }) => (known?.nextPlanFrom == null ? [] : [known]),
    compared: (row, { nextPlan, nextPlanVersion, nextPlanFrom }, { timeZone }) => ({
      plan: [nextPlan, row.plan],
      plan_version: [nextPlanVersion, row.planVersion],
      effective_on: [dateAt(nextPlanFrom!, timeZone), row.effectiveOn],
    }),
    add: (row, target) => {
      const provider = facts.providers.find(({ id }) => id === target.plan.providerId)!.code;
      const plan = planOf({ ...row, provider }, facts, list);
      if (plan === null || !isSchedulable(row, target, plan, facts.now, list)) return;
      target.change = { plan, effectiveAt: startOfDate(row.effectiveOn, target.timeZone) };
      const isMoot = target.notices.some(({ endsOn }) => endsOn <= row.effectiveOn);
      if (!isMoot) makeRoomOf(row, target, plan, list);
    },
  });
}

function isSchedulable(row: ChangeRow, target: Target, plan: Plan, now: Date, list: CheckList): boolean {
  const { effectiveOn } = row;
  const today = dateAt(now, target.timeZone);
  const renewsOn = nextRenewal(target, today);
  const last = planningHorizon(today);
  const before = list.faults.length;
  const ofDate = (message: string) => list.fault(row, 'effective_on', message);
  if (plan.id === target.plan.id) list.fault(row, 'plan', `is in force already: ${planTitle(plan)}.`);
  else if (effectiveOn <= today)
    ofDate(`must be after today, ${today}: a change that was made is the plan of the contract.`);
  else if (effectiveOn > last) ofDate(`must be ${last} or earlier.`);
  else if (!isUpgrade(target.plan, plan) && effectiveOn !== renewsOn)
    ofDate(
      `must be ${renewsOn}, the next renewal date: ${planTitle(plan)} grants less than ${planTitle(target.plan)}.`,
    );
  return list.faults.length === before;
}

/** What is in use has to fit the coming plan too, whose limits count from now on where they are stricter. */
function makeRoomOf(row: ChangeRow, target: Target, plan: Plan, list: CheckList): void {
  const { maxNamedContacts, maxSatellites } = plan.entitlements;
  const check = (used: number, limit: number | null, noun: Noun) => {
    if (limit === null || used <= limit) return;
    const message = `has room for ${counted(limit, noun)}, and the contract has ${used}. Leave some of them or the change out.`;
    list.fault(row, 'plan', message);
  };
  check(target.contacts.length, maxNamedContacts, NAMED_CONTACT);
  check(target.satellites.length, maxSatellites, SATELLITE);
  if (isStricter(maxNamedContacts, target.contactsLimit)) target.contactsLimit = maxNamedContacts;
  if (isStricter(maxSatellites, target.satellitesLimit)) target.satellitesLimit = maxSatellites;
}
