import { addDays, addMonths, dateAt, LocalDate } from '../../shared/domain/local-date';
import { ContractState } from './contract-state';
import { contractYearEvents, renewalEvents } from './timeline-cycles';
import { noticeEvents, singleEvents, planChangeEvents } from './timeline-events';
import { TIMELINE_EVENT_KINDS, TimelineEvent, TimelineFacts, ContractEvent } from './timeline-event';

/** How far the timeline goes on by itself, from today or from the activation. */
const MONTHS_AHEAD = 24;

/**
 * The life of a contract in [from, to), past and coming, in order, as it is known now. Without `from` it begins with the
 * order; without `to` it goes on to the end, and where none is known for two years from today or from the activation.
 * Dates are in the provider's time zone. Domain sections 1, 2 and 7.
 */
export function timelineOf(
  facts: TimelineFacts,
  period: { readonly from: LocalDate | null; readonly to: LocalDate | null },
  now: Date,
): readonly TimelineEvent[] {
  const { contract } = facts;
  const today = dateAt(now, contract.timeZone);
  const from = period.from ?? contract.orderReceivedOn;
  const to = period.to ?? horizon(contract, today);
  return [
    ...singleEvents(facts),
    ...contractYearEvents(contract, to),
    ...renewalEvents(facts, to, now),
    ...planChangeEvents(facts),
    ...noticeEvents(facts),
  ]
    .filter((event) => from <= event.on && event.on < to)
    .sort(byDateAndKind)
    .map((event) => ({ ...event, coming: event.on > today }));
}

function horizon({ activatesOn, noticeEndsOn }: ContractState, today: LocalDate): LocalDate {
  if (noticeEndsOn !== null) return addDays(noticeEndsOn, 1);
  return addMonths(today > activatesOn ? today : activatesOn, MONTHS_AHEAD);
}

function byDateAndKind(one: ContractEvent, other: ContractEvent): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1;
  return rankOf(one) - rankOf(other);
}

/** Notices of one day stay in the order in which they were given and withdrawn. */
function rankOf({ kind }: ContractEvent): number {
  return TIMELINE_EVENT_KINDS.indexOf(kind === 'NOTICE_WITHDRAWN' ? 'NOTICE_GIVEN' : kind);
}
