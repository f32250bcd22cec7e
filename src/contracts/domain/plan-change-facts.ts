import { Plan } from '../../catalog/domain/plan';
import { LocalDate } from '../../shared/domain/local-date';
import { ContractState } from './contract-state';

export interface PlanChangeFacts {
  readonly state: ContractState;
  /** The plan to change to. */
  readonly plan: Plan;
  readonly planInForce: Plan;
  /** The plan that a change brings which is scheduled already. */
  readonly scheduledPlan: Plan | null;
  /** When that change was recorded; null where none is scheduled. */
  readonly scheduledRecordedAt: Date | null;
  /** What the contract's provider sells today. */
  readonly soldPlans: readonly Plan[];
  readonly inUse: InUseByContract;
}

export interface PlanChangeRequest {
  /** Null: today for an upgrade, the next renewal date for a downgrade. In the provider's time zone. */
  readonly effectiveOn: LocalDate | null;
}

/** Plans of different providers are not compared: neither is an upgrade of the other. */
export function isOfSameProvider({ state, plan }: PlanChangeFacts): boolean {
  return plan.providerId === state.providerId;
}

/** The plans that could help where this one does not: all that are sold, but the one that is in force. */
export function otherPlans({ soldPlans, planInForce }: PlanChangeFacts): readonly Plan[] {
  return soldPlans.filter((plan) => plan.id !== planInForce.id);
}

export function planTitle({ name, version }: Plan): string {
  return `${name} version ${version}`;
}

/** A consulting block that the plan includes, called up and not cancelled. */
export interface IncludedBlock {
  readonly contractYear: number;
  readonly startsAt: Date;
  readonly subject: string;
  readonly bookedAt: Date;
  /** Booked blocks can still be cancelled; delivered ones stay. */
  readonly isBooked: boolean;
}

/** What a contract has in use and a smaller plan has to have room for. */
export interface InUseByContract {
  readonly contactNames: readonly string[];
  readonly satelliteNames: readonly string[];
  readonly includedBlocks: readonly IncludedBlock[];
}
