import { contactNamed, uniqueNumber } from '../support/builders';
import { Command, DAY, iso, ModelContract, Role, TOLERANCE, when } from './command';
import { dayAt, plus, renewalAfter, startOf, yearNumber } from './dates';
import {
  Block,
  blocksBefore,
  ContractFacts,
  currentBoxes,
  currentPeople,
  heldBlocks,
  isOver,
  noticeOf,
  planAt,
  scheduledAt,
  statusAt,
} from './model-contract';
import { turnsOf } from './incident-life';
import { Order } from './steps';
import { isUpgrade, NOTICE_DAYS, OFFERS, PlanCode, ZONES } from './offer';

const SALES: readonly Role[] = ['ADMIN', 'SALES'];

/** The facts that an order leads to, and every reason against it. */
export function orderOf(
  order: Order,
  now: number,
): { facts: ContractFacts; refusals: string[]; input: object } {
  const { provider, plan, activateAfter, termMonths, contacts } = order;
  const zone = ZONES[provider];
  const orderedAt = now - order.receivedBefore;
  const orderedOn = dayAt(orderedAt, zone);
  const days = activateAfter ?? 30;
  const names = ['Ada', 'Bob', 'Cyd', 'Dan', 'Eve'].slice(0, contacts);
  const limit = OFFERS[provider][plan].contacts;
  const activatesOn = plus(orderedOn, { days });
  return {
    facts: {
      provider,
      zone,
      orderedAt,
      beganAt: Math.min(orderedAt, now),
      orderedOn,
      activatesOn,
      termMonths,
      plans: [{ from: -Infinity, plan, recordedAt: -Infinity }],
      notices: [],
      cancelledAt: null,
      suspensions: [],
      people: names.map((name) => ({ name, since: Math.min(orderedAt, now), until: null })),
      boxes: [],
      incidents: [],
      blocks: [],
      opening: null,
      orders: [],
    },
    refusals: [
      ...when(orderedAt > now + TOLERANCE, 'INVALID_INPUT'),
      ...when(days < 1 || days > 90, 'ACTIVATION_DATE_OUT_OF_RANGE'),
      ...when(termMonths < 12, 'TERM_TOO_SHORT'),
      ...when(contacts > limit, `CONTACT_LIMIT_REACHED ${contacts}/${limit}`),
    ],
    input: {
      number: uniqueNumber('M'),
      orderReceivedAt: iso(orderedAt),
      activateOn: activateAfter === null ? undefined : activatesOn,
      termMonths,
      contacts: names.map(contactNamed),
    },
  };
}

export interface PlanChange {
  readonly plan: PlanCode;
  readonly on: 'default' | 'yesterday' | 'today' | 'in 100 days' | 'renewal' | 'day after renewal';
}

/** The date that is asked for; undefined leaves it out. */
export function dateOf({ on }: PlanChange, facts: ContractFacts, now: number): string | undefined {
  const today = dayAt(now, facts.zone);
  const renewal = renewalAfter(facts.activatesOn, facts.termMonths, today);
  const dates = {
    default: undefined,
    yesterday: plus(today, { days: -1 }),
    today,
    'in 100 days': plus(today, { days: 100 }),
    renewal,
    'day after renewal': plus(renewal, { days: 1 }),
  };
  return dates[on];
}

export function changePlan(
  { id, facts }: ModelContract,
  now: number,
  change: PlanChange,
  planIds: Readonly<Record<PlanCode, string>>,
): Command {
  const { plan } = change;
  const asked = dateOf(change, facts, now);
  const effectiveOn = asked ?? usualDate(facts, now, plan);
  return {
    mutation: 'changePlan',
    roles: SALES,
    input: { contractId: id, planId: planIds[plan], effectiveOn: asked },
    selection: 'contract { id }',
    refusals: planChangeRefusals(facts, now, plan, effectiveOn),
    apply: () => {
      const from = effectiveOn! > dayAt(now, facts.zone) ? startOf(effectiveOn!, facts.zone) : now;
      facts.plans = [...facts.plans.filter((each) => each.from !== from), { from, plan, recordedAt: now }];
    },
  };
}

/** The renewal to come, where the contract goes on with it. */
function renewalToCome(facts: ContractFacts, now: number): string | null {
  const renewal = renewalAfter(facts.activatesOn, facts.termMonths, dayAt(now, facts.zone));
  const notice = noticeOf(facts);
  return notice !== null && notice.endsOn <= renewal ? null : renewal;
}

function usualDate(facts: ContractFacts, now: number, plan: PlanCode): string | null {
  return isUpgrade(planAt(facts, now), plan) ? dayAt(now, facts.zone) : renewalToCome(facts, now);
}

function planChangeRefusals(facts: ContractFacts, now: number, plan: PlanCode, on: string | null): string[] {
  const current = planAt(facts, now);
  const isEnded = isOver(facts, now);
  const notice = noticeOf(facts);
  const renewal = renewalToCome(facts, now);
  const needsRenewal = !isUpgrade(current, plan) && renewal === null;
  const tooLate = !isEnded && notice !== null && (needsRenewal || on === null || on >= notice.endsOn);
  const wrongDate = isUpgrade(current, plan)
    ? on! < dayAt(now, facts.zone)
    : on !== null && renewal !== null && on !== renewal;
  return [
    ...when(isEnded || tooLate, 'CONTRACT_NOT_ACTIVE'),
    ...when(plan === current, 'INVALID_STATE'),
    ...when(!isEnded && scheduledAt(facts, now) !== null, 'INVALID_STATE'),
    ...when(wrongDate, 'INVALID_INPUT'),
    ...doesNotFit(facts, plan, on),
  ];
}

export function doesNotFit(facts: ContractFacts, plan: PlanCode, on: string | null): string[] {
  const offer = OFFERS[facts.provider][plan];
  const above = (used: number, limit: number | null) =>
    when(limit !== null && used > limit, `DOWNGRADE_DOES_NOT_FIT ${used}/${limit}`);
  return [
    ...above(currentPeople(facts).length, offer.contacts),
    ...above(currentBoxes(facts).length, offer.satellites),
    ...(on === null ? [] : tooManyBlocks(facts, plan, on)),
  ];
}

export function tooManyBlocks(
  facts: ContractFacts,
  plan: PlanCode,
  on: string,
  grantedFrom = Infinity,
): string[] {
  const limit = OFFERS[facts.provider][plan].includedBlocks;
  const used = mostBlocks(facts, yearNumber(facts.activatesOn, on), grantedFrom);
  return when(used > limit, `DOWNGRADE_DOES_NOT_FIT ${used}/${limit}`);
}

/** Included blocks of the fullest year from the one on that has one to cancel, or one that was booked since. */
function mostBlocks(facts: ContractFacts, fromYear: number, grantedFrom: number): number {
  const blocks = heldBlocks(facts).filter(({ source, year }) => source === 'INCLUDED' && year >= fromYear);
  const counts = ({ status, bookedAt }: Block) => status === 'BOOKED' || bookedAt >= grantedFrom;
  const years = blocks.filter(counts).map(({ year }) => year);
  return Math.max(
    0,
    ...years.map((each) => blocks.filter(({ year }) => year === each).length + blocksBefore(facts, each)),
  );
}

export function withdrawPlanChange({ id, facts }: ModelContract, now: number): Command {
  const isEnded = isOver(facts, now);
  const scheduled = scheduledAt(facts, now);
  return {
    mutation: 'withdrawPlanChange',
    roles: SALES,
    input: { contractId: id },
    selection: 'contract { id }',
    refusals: [
      ...when(isEnded, 'CONTRACT_NOT_ACTIVE'),
      ...when(!isEnded && scheduled === null, 'INVALID_STATE'),
      ...(scheduled === null
        ? []
        : tooManyBlocks(facts, planAt(facts, now), dayAt(scheduled.from, facts.zone), scheduled.recordedAt)),
    ],
    apply: () => {
      facts.plans = facts.plans.filter(({ from }) => from <= now);
    },
  };
}

/** As long as it has not begun; its appointments and its scheduled change go with it. */
export function cancelContract({ id, facts }: ModelContract, now: number): Command {
  return {
    mutation: 'cancelContract',
    roles: SALES,
    input: { contractId: id, reason: 'ordered twice' },
    selection: 'contract { id }',
    refusals: when(statusAt(facts, now) !== 'ORDERED', 'INVALID_STATE'),
    apply: () => {
      facts.cancelledAt = now;
      facts.plans = facts.plans.filter(({ from }) => from <= now);
      for (const block of facts.blocks)
        if (block.status === 'BOOKED') {
          block.status = 'CANCELLED';
          block.freedAt = now;
        }
    },
  };
}

/** Instants at which something changes by itself, the last moment before each among them. */
export function turningPoints(facts: ContractFacts, now: number): number[] {
  const { activatesOn, termMonths, zone } = facts;
  const notice = noticeOf(facts);
  const today = dayAt(now, zone);
  const renewal = renewalAfter(activatesOn, termMonths, today);
  const deadline = plus(renewal, { days: -NOTICE_DAYS });
  const days = [
    activatesOn,
    renewal,
    plus(deadline, { days: 1 }),
    plus(activatesOn, { months: 12 * yearNumber(activatesOn, today) }),
    ...(notice === null ? [] : [notice.endsOn]),
  ];
  const starts = [
    ...days.map((day) => startOf(day, zone)),
    ...facts.plans.map(({ from }) => from),
    ...turnsOf(facts),
  ];
  return starts.flatMap((start) => [start - 1, start]).filter((at) => at > now && at < now + 4_000 * DAY);
}
