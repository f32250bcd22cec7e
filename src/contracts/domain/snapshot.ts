import { isOpen, nextOpening } from '../../calendar/working-time';
import { WorkCalendar } from '../../calendar/work-calendar';
import { Plan } from '../../catalog/domain/plan';
import { serviceCalendar } from '../../catalog/domain/response-due';
import { dateAt, startOfDate } from '../../shared/domain/local-date';
import { ContractState, ContractStatus, isActive, isOver, statusAt } from './contract-state';
import { contactsDueOn, ContractYear, contractYearOn } from './contract-dates';
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
  /** Whether the provider has suspended the contract. */
  readonly suspended: boolean;
}

export function snapshotOf(state: ContractState, plan: Plan, at: Date): ContractSnapshot {
  return new Snapshot(state, plan, at);
}

/** Each part is computed when it is read: a list holds many snapshots, and asks for few parts of each. */
class Snapshot implements ContractSnapshot {
  readonly status: ContractStatus;
  readonly contractYear: ContractYear | null;

  constructor(
    private readonly state: ContractState,
    readonly plan: Plan,
    readonly at: Date,
  ) {
    this.status = statusAt(state, at);
    this.contractYear = runningYear(state, at);
  }

  get incidents(): Quota {
    return this.yearly(this.plan.entitlements.maxIncidentsPerYear, this.state.incidentsUsed);
  }

  get namedContacts(): Quota {
    return held(this.plan.entitlements.maxNamedContacts, this.state.contactsUsed);
  }

  get includedConsultingBlocks(): Quota {
    return this.yearly(this.plan.entitlements.includedConsultingBlocks, this.state.includedBlocksUsed);
  }

  get additionalConsultingBlocks(): Quota {
    return held(this.state.additionalBlocksOrdered, this.state.additionalBlocksUsed);
  }

  get satellites(): Quota {
    return held(this.plan.entitlements.maxSatellites, this.state.satellitesUsed);
  }

  get contactsOverdue(): boolean {
    return areContactsOverdue(this.state, this.plan, this.at);
  }

  get supportReachable(): boolean {
    const calendar = this.openCalendar();
    return calendar !== null && isOpen(calendar, this.at);
  }

  get nextOpensAt(): Date | null {
    const calendar = this.openCalendar();
    return calendar && nextOpening(calendar, this.at);
  }

  get suspended(): boolean {
    return this.state.suspendedSince !== null;
  }

  /** A quota that counts in the contract year; where none runs, nothing of it is used. */
  private yearly(limit: number | null, used: number): Quota {
    const { state, contractYear: year } = this;
    return { limit, used: year === null ? 0 : used, resetsAt: yearlyReset(state, year) };
  }

  private openCalendar(): WorkCalendar | null {
    return isActive(this.status) ? serviceCalendar(this.plan, this.state.region) : null;
  }
}

/** A quota of what is held until it is given back. */
function held(limit: number | null, used: number): Quota {
  return { limit, used, resetsAt: null };
}

/** The contract year in which the instant lies, while the contract runs. */
export function runningYear(state: ContractState, at: Date): ContractYear | null {
  if (isOver(statusAt(state, at))) return null;
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
  if (state.contactsUsed > 0 || isOver(statusAt(state, at))) return false;
  return dateAt(at, state.timeZone) > contactsDueOn(state.orderReceivedOn, plan);
}
