import { iso } from './command';
import { dayAt, isOpenAt, openLines, plus, renewalAfter, startOf } from './dates';
import {
  comingAt,
  ContractFacts,
  currentBoxes,
  currentPeople,
  limitInUse,
  isActive,
  isOver,
  isSuspended,
  noticeOf,
  offerAt,
  orderedBlocks,
  planAt,
  statusAt,
  usedAdditional,
  usedIncidents,
  usedIncluded,
  yearAt,
} from './model-contract';
import { CONTACTS_DUE_DAYS, NOTICE_DAYS, Offer, OFFERS } from './offer';

/** Included blocks of the year of the instant: a smaller plan that comes within it counts for all of it. */
function includedLimit(facts: ContractFacts, at: number, planned: Offer): number {
  const coming = comingAt(facts, at);
  const nextYear = plus(facts.activatesOn, { months: 12 * yearAt(facts, at) });
  if (coming === null || coming.from >= startOf(nextYear, facts.zone)) return planned.includedBlocks;
  return Math.min(planned.includedBlocks, OFFERS[facts.provider][coming.plan].includedBlocks);
}

const NOTHING = { used: 0, remaining: 0 };

/** What the API is to answer about an instant before the order. */
export function viewBefore(facts: ContractFacts, at: number) {
  const { plan } = facts.plans[0]!;
  const { incidents, contacts, satellites, includedBlocks } = OFFERS[facts.provider][plan];
  return {
    snapshot: {
      at: iso(at),
      status: 'NOT_ORDERED',
      plan: { code: plan },
      contractYear: null,
      incidents: { limit: incidents, ...NOTHING, resetsAt: null },
      namedContacts: { limit: contacts, ...NOTHING },
      includedConsultingBlocks: { limit: includedBlocks, ...NOTHING, resetsAt: null },
      additionalConsultingBlocks: { limit: 0, ...NOTHING },
      satellites: { limit: satellites, ...NOTHING },
      contactsOverdue: false,
      suspended: false,
      supportReachable: false,
      openLines: 'NONE',
    },
    namedContacts: [],
    satellites: [],
  };
}

/** What the API is to answer about an instant, by the facts of then. */
export function viewAt(facts: ContractFacts, at: number) {
  const status = statusAt(facts, at);
  const offer = offerAt(facts, at);
  const isAllOver = isOver(facts, at);
  const year = isAllOver ? 0 : yearAt(facts, at);
  const [from, to] = [12 * (year - 1), 12 * year].map((months) => plus(facts.activatesOn, { months }));
  const notice = noticeOf(facts);
  const renewsAnew = year > 0 && (notice === null || notice.endsOn > to!);
  const resetsAt = renewsAnew ? iso(startOf(to!, facts.zone)) : null;
  const people = currentPeople(facts);
  const boxes = currentBoxes(facts);
  const dueOn = plus(facts.orderedOn, { days: CONTACTS_DUE_DAYS });
  const quota = (limit: number | null, used: number) => {
    const left = limit === null ? null : Math.max(0, limit - used);
    return { limit, used, remaining: isAllOver ? 0 : left };
  };
  const included = year === 0 ? offer.includedBlocks : includedLimit(facts, at, offer);
  return {
    snapshot: {
      at: iso(at),
      status,
      plan: { code: planAt(facts, at) },
      contractYear: year === 0 ? null : { number: year, from, to },
      incidents: { ...quota(offer.incidents, usedIncidents(facts, year)), resetsAt },
      namedContacts: quota(
        limitInUse(facts, at, ({ contacts }) => contacts),
        people.length,
      ),
      includedConsultingBlocks: { ...quota(included, usedIncluded(facts, year)), resetsAt },
      additionalConsultingBlocks: quota(orderedBlocks(facts), usedAdditional(facts)),
      satellites: quota(
        limitInUse(facts, at, ({ satellites }) => satellites),
        boxes.length,
      ),
      contactsOverdue: people.length === 0 && !isAllOver && dayAt(at, facts.zone) > dueOn,
      suspended: isSuspended(facts),
      supportReachable: isActive(facts, at) && isOpenAt(facts.provider, offer, at),
      openLines: isActive(facts, at) ? openLines(facts.provider, offer, at) : 'NONE',
    },
    namedContacts: people.map(({ name }) => ({ name })),
    satellites: boxes.map(({ name }) => ({ name })),
  };
}

/** The dates that the contract shows now. */
export function datesAt(facts: ContractFacts, now: number) {
  const notice = noticeOf(facts);
  if (facts.cancelledAt !== null) return { renewsOn: null, noticeDeadline: null, endsOn: null };
  if (notice !== null) return { renewsOn: null, noticeDeadline: null, endsOn: notice.endsOn };
  const renewsOn = renewalAfter(facts.activatesOn, facts.termMonths, dayAt(now, facts.zone));
  return { renewsOn, noticeDeadline: plus(renewsOn, { days: -NOTICE_DAYS }), endsOn: null };
}
