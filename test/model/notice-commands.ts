import { Command, iso, ModelContract, Role, TOLERANCE, when } from './command';
import { doesNotFit, tooManyBlocks } from './contract-commands';
import { dayAt, endByNotice, plus, startOf } from './dates';
import { ContractFacts, endAt, isOver, noticeOf, planAt, scheduledAt } from './model-contract';
import { NOTICE_DAYS } from './offer';

type Party = 'CUSTOMER' | 'PROVIDER';

const NOTICE_GIVERS: readonly Role[] = ['ADMIN', 'SALES', 'CUSTOMER'];

export interface NoticeStep {
  readonly receivedBefore: number;
  readonly party: Party;
  readonly acceptConsequences: boolean;
}

export function giveNotice({ id, facts }: ModelContract, now: number, step: NoticeStep, role: Role): Command {
  const { party, acceptConsequences } = step;
  const isCustomer = role === 'CUSTOMER';
  const isSaid = !isCustomer || step.receivedBefore !== 0;
  const receivedAt = now - step.receivedBefore;
  const endsOn = endOf(facts, receivedAt);
  const [from, until] = [startOf(endsOn, facts.zone), endAt(facts)];
  const isCutOff = (at: number | null) => at !== null && from <= at && at < until;
  const used = [
    ...facts.incidents.filter(({ receivedAt: at, status }) => status !== 'VOIDED' && isCutOff(at)),
    ...facts.blocks.filter(({ status, deliveredAt }) => status === 'DELIVERED' && isCutOff(deliveredAt)),
  ];
  const isEnded = isOver(facts, now);
  const isSecond = facts.notices.some((notice) => notice.party === party);
  return {
    mutation: 'giveNotice',
    roles: NOTICE_GIVERS,
    input: {
      contractId: id,
      receivedAt: isSaid ? iso(receivedAt) : undefined,
      party,
      acceptConsequences,
    },
    selection: 'contract { id }',
    refusals: [
      ...when(isCustomer && isSaid, 'INVALID_INPUT'),
      ...when(receivedAt > now + TOLERANCE, 'INVALID_INPUT'),
      ...when(receivedAt < facts.orderedAt, 'INVALID_INPUT'),
      ...when(isCustomer && party === 'PROVIDER', 'INVALID_INPUT'),
      ...when(isEnded || isSecond, 'INVALID_STATE'),
      ...(isEnded || isSecond || acceptConsequences ? [] : used.map(() => 'NOTICE_HAS_CONSEQUENCES')),
    ],
    apply: () => {
      facts.notices.push({ endsOn, party, recordedAt: now, from: Math.min(receivedAt, now) });
      for (const block of facts.blocks)
        if (block.status === 'BOOKED' && isCutOff(block.startsAt)) {
          block.status = 'CANCELLED';
          block.freedAt = now;
        }
    },
  };
}

/** When a notice received then would end the contract. */
export function endOf(facts: ContractFacts, receivedAt: number): string {
  const { activatesOn, termMonths, zone } = facts;
  return endByNotice(activatesOn, termMonths, dayAt(receivedAt, zone), NOTICE_DAYS);
}

export function withdrawNotice(
  { id, facts }: ModelContract,
  now: number,
  party: Party | null,
  dropPlanChange: boolean,
  role: Role,
): Command {
  const { notices, zone } = facts;
  const meant =
    party === null
      ? notices.length === 1
        ? notices[0]
        : undefined
      : notices.find((notice) => notice.party === party);
  const isUnclear = party === null && notices.length > 1;
  const isForeign = meant?.party === 'PROVIDER' && role === 'CUSTOMER';
  const undoneUntil =
    meant !== undefined && role !== 'CUSTOMER' ? plus(dayAt(meant.recordedAt, zone), { days: 14 }) : '';
  const isTooLate = facts.cancelledAt !== null || (isOver(facts, now) && dayAt(now, zone) > undoneUntil);
  const remaining = notices.filter((notice) => notice !== meant);
  const returning = facts.plans.filter(
    ({ from }) => endAt(facts) <= from && from < endAt({ ...facts, notices: remaining }),
  );
  // One that was moot before it was to begin was never in force, so that it can still be dropped.
  const moot = returning.find((change) => change === facts.plans.at(-1) && change.from > meant!.recordedAt);
  const scheduled = scheduledAt(facts, now) ?? moot;
  const dropped = dropPlanChange ? scheduled : undefined;
  const misfits = returning
    .filter((change) => change !== dropped)
    .flatMap(({ plan, from }) => doesNotFit(facts, plan, dayAt(from, zone)));
  const fitsNoMore =
    dropped === undefined
      ? []
      : tooManyBlocks(facts, planAt(facts, now), dayAt(dropped.from, zone), dropped.recordedAt);
  return {
    mutation: 'withdrawNotice',
    roles: NOTICE_GIVERS,
    input: { contractId: id, party: party ?? undefined, dropPlanChange },
    selection: 'contract { id }',
    refusals: [
      ...when(isUnclear, 'INVALID_INPUT'),
      ...when((meant === undefined && !isUnclear) || isForeign, 'INVALID_STATE'),
      ...when(isTooLate, 'CONTRACT_NOT_ACTIVE'),
      ...when(dropPlanChange && role === 'CUSTOMER', 'INVALID_INPUT'),
      ...(meant === undefined ? [] : [...misfits, ...fitsNoMore]),
    ],
    apply: () => {
      facts.notices = remaining;
      facts.plans = facts.plans.filter((change) => change !== dropped);
    },
  };
}

/** What `previewNotice` says about the end, where the customer's notice is received at an instant to come. */
export function previewedEnd(facts: ContractFacts, at: number): string {
  if (facts.cancelledAt !== null) return dayAt(facts.cancelledAt, facts.zone);
  const ownEnd = endOf(facts, at);
  const standing = noticeOf(facts)?.endsOn;
  return standing !== undefined && standing < ownEnd ? standing : ownEnd;
}
