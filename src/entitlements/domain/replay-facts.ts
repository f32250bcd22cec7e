import { Plan } from '../../catalog/domain/plan';
import { Provider } from '../../catalog/domain/provider';
import { ContractState } from '../../contracts/domain/contract-state';

/** A contract, and the plan against which its use of a period is replayed. */
export interface ReplayFacts {
  readonly state: ContractState;
  readonly provider: Provider;
  readonly plan: Plan;
  /** By their ids, the plans under which things were used. */
  readonly plansThen: ReadonlyMap<string, Plan>;
  /** Half-open: [from, to). */
  readonly period: { readonly from: Date; readonly to: Date };
}
