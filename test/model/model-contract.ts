import { dayAt, isOpenAt, openLines, plus, renewalAfter, startOf, yearNumber } from './dates';
import { CONTACTS_DUE_DAYS, NOTICE_DAYS, Offer, OFFERS, PlanCode, ProviderCode, stricter } from './offer';

export interface Person {
  readonly name: string;
  readonly since: number;
  until: number | null;
}
export interface Box {
  readonly name: string;
  readonly since: number;
  until: number | null;
}
export interface Block {
  readonly source: 'INCLUDED' | 'ADDITIONAL';
  readonly year: number;
  readonly bookedAt: number;
  readonly startsAt: number;
  status: 'BOOKED' | 'DELIVERED' | 'CANCELLED' | 'REVERSED';
  /** When it was cancelled or reversed. */
  freedAt: number | null;
}

/** All that is known of a contract at one instant. Instants are milliseconds, dates are text in its zone. */
export interface ContractFacts {
  readonly provider: ProviderCode;
  readonly zone: string;
  readonly orderedAt: number;
  /** From when on it is there: from the order, or from its recording where that was earlier. */
  readonly beganAt: number;
  readonly orderedOn: string;
  readonly activatesOn: string;
  readonly termMonths: number;
  /** In force or planned; each until the next one. */
  plans: { readonly from: number; readonly plan: PlanCode; readonly recordedAt: number }[];
  /** From its receipt, or its recording where that was earlier. */
  notice: { readonly endsOn: string; readonly party: string; readonly from: number } | null;
  people: Person[];
  boxes: Box[];
  incidents: { readonly year: number; readonly from: number; voided: boolean }[];
  blocks: Block[];
  orders: { readonly at: number; readonly blocks: number }[];
}

/** Of all that is known, what had happened by the instant: what was withdrawn or voided had not, what has ended since had. */
export function asOf(facts: ContractFacts, at: number): ContractFacts {
  const until = (end: number | null) => (end !== null && end <= at ? end : null);
  return {
    ...facts,
    plans: facts.plans.filter(({ recordedAt }) => recordedAt <= at),
    notice: facts.notice !== null && facts.notice.from <= at ? facts.notice : null,
    people: facts.people
      .filter(({ since }) => since <= at)
      .map((person) => ({ ...person, until: until(person.until) })),
    boxes: facts.boxes.filter(({ since }) => since <= at).map((box) => ({ ...box, until: until(box.until) })),
    incidents: facts.incidents.filter(({ from }) => from <= at),
    blocks: facts.blocks
      .filter(({ bookedAt }) => bookedAt <= at)
      .map((block) =>
        block.freedAt !== null && at < block.freedAt ? { ...block, status: 'BOOKED' } : block,
      ),
    orders: facts.orders.filter((order) => order.at <= at),
  };
}

export const orderedBlocks = (facts: ContractFacts) =>
  facts.orders.reduce((sum, { blocks }) => sum + blocks, 0);

export function endAt(facts: ContractFacts): number {
  return facts.notice === null ? Infinity : startOf(facts.notice.endsOn, facts.zone);
}

export function statusAt(facts: ContractFacts, at: number): 'ORDERED' | 'ACTIVE' | 'NOTICE_GIVEN' | 'ENDED' {
  if (at >= endAt(facts)) return 'ENDED';
  if (at < startOf(facts.activatesOn, facts.zone)) return 'ORDERED';
  return facts.notice === null ? 'ACTIVE' : 'NOTICE_GIVEN';
}

export function isActive(facts: ContractFacts, at: number): boolean {
  return ['ACTIVE', 'NOTICE_GIVEN'].includes(statusAt(facts, at));
}

/** After the end, the last plan before it. */
export function planAt(facts: ContractFacts, at: number): PlanCode {
  const instant = Math.min(at, endAt(facts) - 1);
  return facts.plans.filter(({ from }) => from <= instant).at(-1)!.plan;
}

export function offerAt(facts: ContractFacts, at: number): Offer {
  return OFFERS[facts.provider][planAt(facts, at)];
}

/** The plan that a change brings which has not come by the instant. */
export function scheduledAt(facts: ContractFacts, at: number) {
  return facts.plans.find(({ from }) => from > at) ?? null;
}

/** That change, where the contract lives to see it. */
export function comingAt(facts: ContractFacts, at: number) {
  const scheduled = scheduledAt(facts, at);
  return scheduled !== null && scheduled.from < endAt(facts) ? scheduled : null;
}

export function yearAt(facts: ContractFacts, at: number): number {
  return yearNumber(facts.activatesOn, dayAt(at, facts.zone));
}

export const currentPeople = (facts: ContractFacts) => facts.people.filter(({ until }) => until === null);
export const currentBoxes = (facts: ContractFacts) => facts.boxes.filter(({ until }) => until === null);
export const usedIncidents = (facts: ContractFacts, year: number) =>
  facts.incidents.filter((incident) => incident.year === year && !incident.voided).length;
export const heldBlocks = (facts: ContractFacts) =>
  facts.blocks.filter(({ status }) => status === 'BOOKED' || status === 'DELIVERED');
export const usedIncluded = (facts: ContractFacts, year: number) =>
  heldBlocks(facts).filter((block) => block.source === 'INCLUDED' && block.year === year).length;
export const usedAdditional = (facts: ContractFacts) =>
  heldBlocks(facts).filter(({ source }) => source === 'ADDITIONAL').length;

const iso = (at: number) => new Date(at).toISOString();

/** The limit of what is held, which has to fit the coming plan as well. */
export function heldLimit<T extends number | null>(
  facts: ContractFacts,
  at: number,
  of: (offer: Offer) => T,
): number | null {
  const coming = comingAt(facts, at);
  const limit: number | null = of(offerAt(facts, at));
  return coming === null ? limit : stricter(limit, of(OFFERS[facts.provider][coming.plan]));
}

/** Included blocks of the year of the instant: a smaller plan that comes within it counts for all of it. */
export function includedLimit(facts: ContractFacts, at: number, planned: Offer): number {
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
  const year = status === 'ENDED' ? 0 : yearAt(facts, at);
  const [from, to] = [12 * (year - 1), 12 * year].map((months) => plus(facts.activatesOn, { months }));
  const renewsAnew = year > 0 && (facts.notice === null || facts.notice.endsOn > to!);
  const resetsAt = renewsAnew ? iso(startOf(to!, facts.zone)) : null;
  const people = currentPeople(facts);
  const boxes = currentBoxes(facts);
  const dueOn = plus(facts.orderedOn, { days: CONTACTS_DUE_DAYS });
  const quota = (limit: number | null, used: number) => {
    const left = limit === null ? null : Math.max(0, limit - used);
    return { limit, used, remaining: status === 'ENDED' ? 0 : left };
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
        heldLimit(facts, at, ({ contacts }) => contacts),
        people.length,
      ),
      includedConsultingBlocks: { ...quota(included, usedIncluded(facts, year)), resetsAt },
      additionalConsultingBlocks: quota(orderedBlocks(facts), usedAdditional(facts)),
      satellites: quota(
        heldLimit(facts, at, ({ satellites }) => satellites),
        boxes.length,
      ),
      contactsOverdue: people.length === 0 && status !== 'ENDED' && dayAt(at, facts.zone) > dueOn,
      supportReachable: isActive(facts, at) && isOpenAt(facts.provider, offer, at),
      openLines: isActive(facts, at) ? openLines(facts.provider, offer, at) : 'NONE',
    },
    namedContacts: people.map(({ name }) => ({ name })),
    satellites: boxes.map(({ name }) => ({ name })),
  };
}

/** The dates that the contract shows now. */
export function datesAt(facts: ContractFacts, now: number) {
  if (facts.notice !== null) return { renewsOn: null, noticeDeadline: null, endsOn: facts.notice.endsOn };
  const renewsOn = renewalAfter(facts.activatesOn, facts.termMonths, dayAt(now, facts.zone));
  return { renewsOn, noticeDeadline: plus(renewsOn, { days: -NOTICE_DAYS }), endsOn: null };
}
