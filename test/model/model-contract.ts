import { dayAt, plus, startOf, yearNumber } from './dates';
import { Impact, Offer, OFFERS, PlanCode, ProviderCode, stricter } from './offer';

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
/** What an appointment draws on. */
export interface Appointment {
  source: 'INCLUDED' | 'ADDITIONAL';
  /** Index of the order of one that is ADDITIONAL. */
  order: number | null;
  year: number;
  startsAt: number;
}
export interface Block extends Appointment {
  readonly bookedAt: number;
  /** What it was before it was moved, oldest first; each until then. */
  readonly moves: readonly (Appointment & { readonly until: number })[];
  deliveredAt: number | null;
  status: 'BOOKED' | 'DELIVERED' | 'CANCELLED' | 'REVERSED';
  /** When it was cancelled or reversed. */
  freedAt: number | null;
}

export interface Incident {
  readonly year: number;
  readonly receivedAt: number;
  readonly from: number;
  /** As it was written last: one that waits has closed by itself once `closesAt` has come. */
  status: 'NEW' | 'IN_PROGRESS' | 'WAITING_FOR_CUSTOMER' | 'RESOLVED' | 'CLOSED' | 'VOIDED';
  closesAt: number | null;
  /** LOW for every test system. */
  impact: Impact;
  testSystem: boolean;
  product: string;
  productVersion: string;
  platformVersion: string;
  resolvedAt: number | null;
  bug: { readonly bugReference: string; readonly bugSeverity: string } | null;
  /** In the order of their recording. */
  history: IncidentStep[];
}
export interface IncidentStep {
  readonly kind: string;
  readonly at: number;
  readonly recordedAt: number;
  readonly internal: boolean;
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
  /** In force, at most one of each party; each from its receipt, or its recording where that was earlier. */
  notices: {
    readonly endsOn: string;
    readonly party: string;
    readonly recordedAt: number;
    readonly from: number;
  }[];
  /** Before it began; null for one that was not. */
  cancelledAt: number | null;
  /** Oldest first; the one that lasts is without an end. */
  suspensions: { readonly since: number; until: number | null }[];
  people: Person[];
  boxes: Box[];
  incidents: Incident[];
  blocks: Block[];
  /** What was used of a contract year before an import brought the contract in; null: nothing, or it was ordered here. */
  opening: {
    readonly year: number;
    readonly incidents: number;
    readonly blocks: number;
    readonly at: number;
  } | null;
  /** Oldest first. */
  orders: {
    readonly at: number;
    readonly plan: PlanCode;
    readonly blocks: number;
    readonly reversals: readonly { readonly at: number; readonly blocks: number }[];
  }[];
}

/** One row of what billing reads. */
export interface FeedRow {
  readonly kind: 'ORDERED' | 'ORDER_REVERSED' | 'DELIVERED' | 'REVERSED';
  readonly source: 'INCLUDED' | 'ADDITIONAL';
  readonly blocks: number;
  /** Cents; null for INCLUDED. */
  readonly netAmount: bigint | null;
  readonly discount: number;
  readonly year: number;
  readonly plan: PlanCode;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly blockId: string | null;
  readonly orderId: string | null;
}

/** Of all that is known, what had happened by the instant: what was withdrawn or voided had not, what has ended since had. */
export function asOf(facts: ContractFacts, at: number): ContractFacts {
  const until = (end: number | null) => (end !== null && end <= at ? end : null);
  return {
    ...facts,
    plans: facts.plans.filter(({ recordedAt }) => recordedAt <= at),
    notices: facts.notices.filter(({ from }) => from <= at),
    cancelledAt: until(facts.cancelledAt),
    suspensions: facts.suspensions
      .filter(({ since }) => since <= at)
      .map((suspension) => ({ ...suspension, until: until(suspension.until) })),
    people: facts.people
      .filter(({ since }) => since <= at)
      .map((person) => ({ ...person, until: until(person.until) })),
    boxes: facts.boxes.filter(({ since }) => since <= at).map((box) => ({ ...box, until: until(box.until) })),
    incidents: facts.incidents.filter(({ from }) => from <= at),
    blocks: facts.blocks
      .filter(({ bookedAt }) => bookedAt <= at)
      .map((block) => {
        const moved = block.moves.find(({ until }) => at < until);
        const isHeld = block.freedAt !== null && at < block.freedAt;
        return { ...block, ...moved, status: isHeld ? 'BOOKED' : block.status };
      }),
    opening: facts.opening !== null && facts.opening.at <= at ? facts.opening : null,
    orders: facts.orders
      .filter((order) => order.at <= at)
      .map((order) => ({ ...order, reversals: order.reversals.filter((reversal) => reversal.at <= at) })),
  };
}

/** Less those that were taken back. */
export const standingBlocks = ({ blocks, reversals }: ContractFacts['orders'][number]) =>
  reversals.reduce((left, reversal) => left - reversal.blocks, blocks);

export const orderedBlocks = (facts: ContractFacts) =>
  facts.orders.reduce((sum, order) => sum + standingBlocks(order), 0);

export const usedOfOrder = (facts: ContractFacts, index: number) =>
  heldBlocks(facts).filter(({ order }) => order === index).length;

/** The notice that ends the contract: the one with the earlier end. */
export function noticeOf({ notices }: ContractFacts) {
  return [...notices].sort((one, other) => (one.endsOn < other.endsOn ? -1 : 1))[0] ?? null;
}

export function endAt(facts: ContractFacts): number {
  const notice = noticeOf(facts);
  return notice === null ? Infinity : startOf(notice.endsOn, facts.zone);
}

export function statusAt(
  facts: ContractFacts,
  at: number,
): 'ORDERED' | 'ACTIVE' | 'NOTICE_GIVEN' | 'ENDED' | 'CANCELLED' {
  if (facts.cancelledAt !== null) return 'CANCELLED';
  if (at >= endAt(facts)) return 'ENDED';
  if (at < startOf(facts.activatesOn, facts.zone)) return 'ORDERED';
  return facts.notices.length === 0 ? 'ACTIVE' : 'NOTICE_GIVEN';
}

export function isOver(facts: ContractFacts, at: number): boolean {
  return ['ENDED', 'CANCELLED'].includes(statusAt(facts, at));
}

export function isActive(facts: ContractFacts, at: number): boolean {
  return ['ACTIVE', 'NOTICE_GIVEN'].includes(statusAt(facts, at));
}

/** Of what a suspension refuses. */
export const whenSuspended = (facts: ContractFacts) => (isSuspended(facts) ? ['CONTRACT_SUSPENDED'] : []);

export const isSuspended = ({ suspensions }: ContractFacts) =>
  suspensions.some(({ until }) => until === null);

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

export function startOfYear(facts: ContractFacts, number: number): number {
  return startOf(plus(facts.activatesOn, { months: 12 * (number - 1) }), facts.zone);
}

export const currentPeople = (facts: ContractFacts) => facts.people.filter(({ until }) => until === null);
export const currentBoxes = (facts: ContractFacts) => facts.boxes.filter(({ until }) => until === null);
export const usedIncidents = (facts: ContractFacts, year: number) =>
  facts.incidents.filter((incident) => incident.year === year && incident.status !== 'VOIDED').length +
  (facts.opening?.year === year ? facts.opening.incidents : 0);
export const blocksBefore = ({ opening }: ContractFacts, year: number) =>
  opening?.year === year ? opening.blocks : 0;
export const heldBlocks = (facts: ContractFacts) =>
  facts.blocks.filter(({ status }) => status === 'BOOKED' || status === 'DELIVERED');
export const usedIncluded = (facts: ContractFacts, year: number) =>
  heldBlocks(facts).filter((block) => block.source === 'INCLUDED' && block.year === year).length +
  blocksBefore(facts, year);
export const usedAdditional = (facts: ContractFacts) =>
  heldBlocks(facts).filter(({ source }) => source === 'ADDITIONAL').length;

/** The limit of what is in use, which has to fit the coming plan as well. */
export function limitInUse<T extends number | null>(
  facts: ContractFacts,
  at: number,
  of: (offer: Offer) => T,
): number | null {
  const coming = comingAt(facts, at);
  const limit: number | null = of(offerAt(facts, at));
  return coming === null ? limit : stricter(limit, of(OFFERS[facts.provider][coming.plan]));
}
