import { isOpen } from '../../calendar/is-open';
import { nextOpening } from '../../calendar/next-opening';
import { Plan } from '../../catalog/domain/plan';
import { serviceCalendar } from '../../catalog/domain/service-calendar';
import { dateAt, startOfDate } from '../../shared/domain/local-date';
import { ContractState, ContractStatus, isActive, statusAt } from './contract-state';
import { ContractYear, contractYearOn } from './contract-year';
import { contactsDueOn } from './order-contract';
import { Quota } from './quota';

/** The state of a contract, its plan, its quotas and its calendar at one instant. Domain section 8. */
export interface ContractSnapshot {
  readonly at: Date;
  readonly status: ContractStatus;
  readonly plan: Plan;
  /** Null before the activation and after the end. */
  readonly contractYear: ContractYear | null;
  readonly incidents: Quota;
  readonly namedContacts: Quota;
  /** Of the contract year: they do not roll over. */
  readonly includedConsultingBlocks: Quota;
  /** All that were ordered: they keep until the contract ends. */
  readonly additionalConsultingBlocks: Quota;
  readonly satellites: Quota;
  readonly contactsOverdue: boolean;
  readonly supportReachable: boolean;
  readonly nextOpensAt: Date | null;
}

/** What only few readers ask for, and takes a calendar to tell, is reckoned when it is read. */
export function snapshotOf(state: ContractState, plan: Plan, at: Date): ContractSnapshot {
  const status = statusAt(state, at);
  const contractYear = runningYear(state, at);
  const openCalendar = () => (isActive(status) ? serviceCalendar(plan, state.region) : null);
  const { maxIncidentsPerYear, maxNamedContacts, maxSatellites, includedConsultingBlocks } =
    plan.entitlements;
  return {
    at,
    status,
    plan,
    contractYear,
    incidents: yearlyQuota(state, contractYear, maxIncidentsPerYear, state.incidentsUsed),
    namedContacts: { limit: maxNamedContacts, used: state.contactsUsed, resetsAt: null },
    includedConsultingBlocks: yearlyQuota(
      state,
      contractYear,
      includedConsultingBlocks,
      state.includedBlocksUsed,
    ),
    additionalConsultingBlocks: {
      limit: state.additionalBlocksOrdered,
      used: state.additionalBlocksUsed,
      resetsAt: null,
    },
    satellites: { limit: maxSatellites, used: state.satellitesUsed, resetsAt: null },
    get contactsOverdue() {
      return areContactsOverdue(state, plan, at);
    },
    get supportReachable() {
      const calendar = openCalendar();
      return calendar !== null && isOpen(calendar, at);
    },
    get nextOpensAt() {
      const calendar = openCalendar();
      return calendar && nextOpening(calendar, at);
    },
  };
}

/** A quota that counts in the contract year; where none runs, nothing of it is used. */
function yearlyQuota(
  state: ContractState,
  year: ContractYear | null,
  limit: number | null,
  used: number,
): Quota {
  return { limit, used: year === null ? 0 : used, resetsAt: yearlyReset(state, year) };
}

/** The contract year in which the instant lies, while the contract runs. */
export function runningYear(state: ContractState, at: Date): ContractYear | null {
  if (statusAt(state, at) === 'ENDED') return null;
  return contractYearOn(state.activatesOn, dateAt(at, state.timeZone));
}

/** When the yearly quotas start anew: the next contract year, unless the contract ends before it begins. */
export function yearlyReset(state: ContractState, year: ContractYear | null): Date | null {
  if (year === null) return null;
  if (state.noticeEndsOn !== null && state.noticeEndsOn <= year.to) return null;
  return startOfDate(year.to, state.timeZone);
}

/** A contract without a contact is overdue after the last day on which the first may be designated. Domain section 2. */
export function areContactsOverdue(state: ContractState, plan: Plan, at: Date): boolean {
  if (state.contactsUsed > 0 || statusAt(state, at) === 'ENDED') return false;
  return dateAt(at, state.timeZone) > contactsDueOn(state.orderReceivedOn, plan);
}
