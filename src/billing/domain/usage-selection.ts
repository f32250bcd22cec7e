import { BillingMonth } from './billing-month';
import { invalidInput, Refused } from '../../shared/domain/refusal';

/** What billing asks for: everything that counts in [from, to), of all customers or of some. Instants. */
export interface UsageSelection {
  readonly from: Date;
  readonly to: Date;
  /** Null: all. */
  readonly customerId: string | null;
  /** The provider to which the caller is bound: only of contracts with it. Null: bound to none. */
  readonly boundTo: string | null;
  /** Only of this contract, or of contracts with this provider, where they are given. */
  readonly contractId?: string | null;
  readonly providerCode?: string | null;
}

/** Everything that counts in a month. */
export function selectionOfMonth({ startsAt, endsAt }: BillingMonth): UsageSelection {
  return { from: startsAt, to: endsAt, boundTo: null, customerId: null };
}

/** Throws Refused (INVALID_INPUT) on a period that does not end after it begins. */
export function checkPeriod({ from, to }: Pick<UsageSelection, 'from' | 'to'>): void {
  if (from < to) return;
  throw new Refused([
    invalidInput('to must lie after from: the period contains from and ends before to.', ['to']),
  ]);
}
