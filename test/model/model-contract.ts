import { dayAt, isOpenAt, plus, renewalAfter, startOf, yearNumber } from './dates';
import { CONTACTS_DUE_DAYS, NOTICE_DAYS, Offer, OFFERS, PlanCode, ProviderCode } from './offer';

export interface Person {
  readonly name: string;
  readonly since: number;
  until: number | null;
}
export interface Box {
  readonly name: string;
  gone: boolean;
}
export interface Block {
  readonly source: 'INCLUDED' | 'ADDITIONAL';
  readonly year: number;
  readonly startsAt: number;
  status: 'BOOKED' | 'DELIVERED' | 'CANCELLED' | 'REVERSED';
}

/** All that is known of a contract at one instant. Instants are milliseconds, dates are text in its zone. */
export interface ContractFacts {
  readonly provider: ProviderCode;
  readonly zone: string;
  readonly orderedAt: number;
  readonly orderedOn: string;
  readonly activatesOn: string;
  readonly termMonths: number;
  /** In force or planned; each until the next one. */
  plans: { readonly from: number; readonly plan: PlanCode }[];
  notice: { readonly endsOn: string; readonly party: string } | null;
  people: Person[];
  boxes: Box[];
  incidents: { readonly year: number; voided: boolean }[];
  blocks: Block[];
  orderedBlocks: number;
}

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
export const currentBoxes = (facts: ContractFacts) => facts.boxes.filter(({ gone }) => !gone);
export const usedIncidents = (facts: ContractFacts, year: number) =>
  facts.incidents.filter((incident) => incident.year === year && !incident.voided).length;
export const heldBlocks = (facts: ContractFacts) =>
  facts.blocks.filter(({ status }) => status === 'BOOKED' || status === 'DELIVERED');
export const usedIncluded = (facts: ContractFacts, year: number) =>
  heldBlocks(facts).filter((block) => block.source === 'INCLUDED' && block.year === year).length;
export const usedAdditional = (facts: ContractFacts) =>
  heldBlocks(facts).filter(({ source }) => source === 'ADDITIONAL').length;

const iso = (at: number) => new Date(at).toISOString();

/** What the API is to answer about an instant, by what was known then. */
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
  return {
    snapshot: {
      at: iso(at),
      status,
      plan: { code: planAt(facts, at) },
      contractYear: year === 0 ? null : { number: year, from, to },
      incidents: { limit: offer.incidents, used: usedIncidents(facts, year), resetsAt },
      namedContacts: { limit: offer.contacts, used: people.length },
      includedConsultingBlocks: { limit: offer.includedBlocks, used: usedIncluded(facts, year), resetsAt },
      additionalConsultingBlocks: { limit: facts.orderedBlocks, used: usedAdditional(facts) },
      satellites: { limit: offer.satellites, used: boxes.length },
      contactsOverdue: people.length === 0 && status !== 'ENDED' && dayAt(at, facts.zone) > dueOn,
      supportReachable: isActive(facts, at) && isOpenAt(facts.provider, offer, at),
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
