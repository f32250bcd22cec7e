import { nextOpening } from '../../calendar/work-calendar';
import { Plan } from '../../catalog/domain/plan';
import { serviceCalendar, allLinesOpenAt, OpenLines, openLinesAt } from '../../catalog/domain/service-hours';
import { dateAt } from '../../shared/domain/local-date';
import {
  comingPlanInYear,
  ContractState,
  ContractStatus,
  grantsNothing,
  isActive,
  statusAt,
} from './contract-state';
import { contactsDueOn, ContractYear, contractYearOn } from './contract-dates';
import { quotaInUse, PlanFacts, Quota, quotaUnder, yearlyReset } from './quota';

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
  readonly openLines: OpenLines;
  readonly allLinesOpenAt: Date | null;
  readonly suspended: boolean;
}

/** The snapshot from the state of its instant and the plans that the state names. */
export function snapshotOf(facts: PlanFacts, at: Date): ContractSnapshot {
  return new Snapshot(facts, at);
}

/** Each part is computed when it is read: a list holds many snapshots, and asks for few parts of each. */
class Snapshot implements ContractSnapshot {
  readonly status: ContractStatus;
  readonly contractYear: ContractYear | null;
  /** The same instant for all yearly quotas. */
  private knownReset: Date | null | undefined;

  constructor(
    private readonly facts: PlanFacts,
    readonly at: Date,
  ) {
    this.status = statusAt(facts.state, at);
    this.contractYear = grantsNothing(this.status)
      ? null
      : contractYearOn(facts.state.activatesOn, dateAt(at, facts.state.timeZone));
  }

  get plan(): Plan {
    return this.facts.plan;
  }

  get incidents(): Quota {
    return this.yearly(this.plan.entitlements.maxIncidentsPerYear, this.facts.state.incidentsUsed);
  }

  get namedContacts(): Quota {
    const limitOf = ({ entitlements }: Plan) => entitlements.maxNamedContacts;
    return this.granted(quotaInUse(this.facts, this.facts.state.contactsUsed, limitOf));
  }

  get includedConsultingBlocks(): Quota {
    return this.yearly(this.includedBlocks(), this.facts.state.includedBlocksUsed);
  }

  get additionalConsultingBlocks(): Quota {
    const { additionalBlocksOrdered: limit, additionalBlocksUsed: used } = this.facts.state;
    return this.granted({ limit, used, resetsAt: null });
  }

  get satellites(): Quota {
    const limitOf = ({ entitlements }: Plan) => entitlements.maxSatellites;
    return this.granted(quotaInUse(this.facts, this.facts.state.satellitesUsed, limitOf));
  }

  get contactsOverdue(): boolean {
    return areContactsOverdue(this.facts.state, this.plan, this.at);
  }

  get supportReachable(): boolean {
    return this.openLines !== 'NONE';
  }

  get nextOpensAt(): Date | null {
    const calendar = isActive(this.status) ? serviceCalendar(this.plan, this.facts.state.region) : null;
    return calendar && nextOpening(calendar, this.at);
  }

  get openLines(): OpenLines {
    return isActive(this.status) ? openLinesAt(this.plan, this.facts.state.region, this.at) : 'NONE';
  }

  get allLinesOpenAt(): Date | null {
    return isActive(this.status) ? allLinesOpenAt(this.plan, this.facts.state.region, this.at) : null;
  }

  get suspended(): boolean {
    return this.facts.state.suspendedSince !== null;
  }

  /** A quota that counts in the contract year; where none runs, nothing of it is used. */
  private yearly(limit: number | null, used: number): Quota {
    return this.granted({ limit, used: this.contractYear === null ? 0 : used, resetsAt: this.reset });
  }

  private get reset(): Date | null {
    if (this.knownReset === undefined) this.knownReset = yearlyReset(this.facts.state, this.contractYear);
    return this.knownReset;
  }

  private granted(quota: Quota): Quota {
    return quotaUnder(quota, this.status);
  }

  /** A smaller plan that comes within the year counts for what is booked before it, too. */
  private includedBlocks(): number {
    const { plan, nextPlan, state } = this.facts;
    const own = plan.entitlements.includedConsultingBlocks;
    if (nextPlan === null || comingPlanInYear(state, this.at, this.contractYear) === null) return own;
    return Math.min(own, nextPlan.entitlements.includedConsultingBlocks);
  }
}

/** A contract without a contact is overdue after the last day on which the first may be designated. Domain section 2. */
function areContactsOverdue(state: ContractState, plan: Plan, at: Date): boolean {
  if (state.contactsUsed > 0 || grantsNothing(statusAt(state, at))) return false;
  return dateAt(at, state.timeZone) > contactsDueOn(state.orderReceivedOn, plan);
}
